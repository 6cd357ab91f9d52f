import { feedPlugin } from "@11ty/eleventy-plugin-rss";

const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const hour = new Intl.DateTimeFormat("en-GB", { weekday: "long", hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
const byName = (a, b) => (a.data.title < b.data.title ? -1 : a.data.title > b.data.title ? 1 : 0);
const byStart = (a, b) => a.data.start - b.data.start || (a.inputPath < b.inputPath ? -1 : 1);

function grouped(mentees, keysOf) {
  const groups = new Map();
  for (const mentee of [...mentees].sort(byName)) {
    for (const key of keysOf(mentee)) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(mentee);
    }
  }
  return groups;
}

export default function (config) {
  config.addPassthroughCopy({ static: "/" });
  config.addPlugin(feedPlugin, {
    type: "atom",
    outputPath: "/updates/feed.xml",
    collection: { name: "updates", limit: 20 },
    metadata: {
      language: "en",
      title: "Career Mentor Program",
      subtitle: "Updates",
      base: "https://mentor.example.org/",
      author: { name: "Program office" },
    },
  });
  config.addCollection("people", (api) => api.getFilteredByTag("mentees").sort(byName));
  config.addCollection("cohortList", (api) => api.getFilteredByTag("cohorts").sort(byStart));
  config.addCollection("cohortNames", (api) =>
    Object.fromEntries(api.getFilteredByTag("cohorts").map((cohort) => [cohort.fileSlug, cohort.data.title])));
  config.addCollection("eventList", (api) => api.getFilteredByTag("events").sort(byStart));
  config.addCollection("skillList", (api) =>
    [...grouped(api.getFilteredByTag("mentees"), (mentee) => mentee.data.skills)]
      .sort((a, b) => (a[0] < b[0] ? -1 : 1))
      .map(([name, mentees]) => ({ name, slug: slug(name), mentees })));
  config.addCollection("byCohort", (api) =>
    Object.fromEntries(grouped(api.getFilteredByTag("mentees"), (mentee) => [mentee.data.cohort])));
  config.addFilter("slug", slug);
  config.addFilter("day", (date) => day.format(new Date(date)));
  config.addFilter("hour", (date) => `${day.format(new Date(date))}, ${hour.format(new Date(date))}`);
  config.addFilter("iso", (date) => new Date(date).toISOString().slice(0, 19));
  config.addFilter("isoDay", (date) => new Date(date).toISOString().slice(0, 10));
  config.addFilter("ics", (date) => new Date(date).toISOString().slice(0, 19).replace(/[-:]/g, ""));
  config.addFilter("comma", (text) => text.replaceAll(",", "\\,"));
  return { dir: { input: ".", includes: "_includes" }, markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
}
