/* Calendars, as a list of texts on stdin -> every occurrence that ical.js finds in each, as JSON on stdout. */
"use strict";

const ICAL = require("ical.js");

const lines = [];
process.stdin.setEncoding("utf8");
process.stdin.on("data", (part) => lines.push(part));
process.stdin.on("end", () => {
  process.stdout.write(JSON.stringify(JSON.parse(lines.join("")).map(occurrences)));
});

function occurrences(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const entries = calendar.getAllSubcomponents("vevent");
  const overrides = entries.filter((entry) => entry.hasProperty("recurrence-id"));
  return entries
    .filter((entry) => !entry.hasProperty("recurrence-id"))
    .flatMap((entry) => times(entry, overrides));
}

function times(entry, overrides) {
  const uid = entry.getFirstPropertyValue("uid");
  const own = overrides.filter((override) => override.getFirstPropertyValue("uid") === uid);
  const event = new ICAL.Event(entry, { exceptions: own });
  if (!event.isRecurring()) return [told(uid, event, event.startDate, event.endDate)];
  const found = [];
  const days = event.iterator();
  for (let day = days.next(); day; day = days.next()) {
    const { item, startDate, endDate } = event.getOccurrenceDetails(day);
    found.push(told(uid, item, startDate, endDate));
  }
  return found;
}

function told(uid, event, start, end) {
  return {
    uid,
    start: moment(start),
    end: moment(end),
    status: event.component.getFirstPropertyValue("status"),
    sequence: event.sequence,
  };
}

function moment(time) {
  return time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString();
}
