"""The words that invented programs are written with."""

FIRST_NAMES = """
Amina Bjarne Chidi Dagny Elif Farid Grete Hassan Ingrid Jamal Kari Liban Mahnaz Nadia Olav Parisa Qadir Runa Samira
Tariq Unni Viktor Warda Xenia Yasmin Zahra Aksel Berit Carlos Dina Emeka Fatou Gita Henrik Ifrah Jonas Khadija Leyla
""".split()
LAST_NAMES = """
Abdi Berg Celik Dahl Eriksen Farah Gebre Haugen Ibrahim Johansen Khan Lund Mohamed Nilsen Omar Petrov Qureshi Rahman
Solberg Tesfaye Usman Vik Warsame Xu Yusuf Zaman Aas Bakke Costa Diallo
""".split()
SKILLS = (
    """
Accounting;Backend development;Branding;Business analysis;Change management;Cloud operations;Community work;Customer
service;Data analysis;Data engineering;Design systems;Electrical work;Event planning;Finance;Food safety;Frontend
development;Graphic design;Health care;Human resources;Illustration;Interpreting;Law;Leadership;Logistics;Machine
learning;Marketing;Mechanical engineering;Network administration;Nursing;Photography;Procurement;Project management;Public
speaking;Quality assurance;Research;Sales;Security;Teaching;User research;Writing
""".strip()
    .replace("\n", " ")
    .split(";")
)
LANGUAGES = {
    "nb": "Norwegian",
    "en": "English",
    "so": "Somali",
    "ar": "Arabic",
    "ti": "Tigrinya",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "pl": "Polish",
    "fa": "Persian",
    "ur": "Urdu",
    "es": "Spanish",
    "fr": "French",
    "sw": "Swahili",
}
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2", "native")
INDUSTRIES = "Technology;Health;Public sector;Construction;Retail;Energy;Education;Media;Finance".split(";")
PLACES = "Oslo Bergen Trondheim Stavanger Drammen Kristiansand Lillestrøm Sandvika Ås Tromsø".split()
HEADLINES = (
    """
Junior developer;Registered nurse;Data analyst;Project coordinator;Electrician;Teacher;Accountant;UX designer;Logistics
planner;Mechanical engineer
""".strip()
    .replace("\n", " ")
    .split(";")
)
GOALS = (
    """
looking for a first job here;changing career;returning to work;seeking a mentor in the field;building a network;learning
the local labour market
""".strip()
    .replace("\n", " ")
    .split(";")
)
HEADINGS = "What I bring;Background;Where I am going;Outside work;How I work".split(";")
OCCASIONS = "Workshop;Meetup;Company visit;Interview day;Closing evening".split(";")
LINK_LABELS = "Portfolio Code Profile Blog".split()
WORDS = """
the a of and to in with for on at from that this which over after before while where every many several new first second
next good local open shared careful practical steady useful small larger common clear simple early late mentor mentee
program cohort meeting workshop interview application employer colleague network project team community city course
language work school career goal plan skill role task question answer story feedback summer autumn winter spring morning
evening week month year company office library studio kitchen hospital factory harbour garden station learned built
planned wrote helped joined finished started visited presented measured repaired translated organised prepared improved
tested designed delivered explained supported guided discussed practised found met moved taught quickly slowly together
often usually sometimes carefully openly almost already again still always rarely
""".split()
