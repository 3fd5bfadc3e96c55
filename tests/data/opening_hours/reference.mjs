// Writes what `opening_hours` for JavaScript makes of each line of strings.txt; see README.md.
import { readFileSync } from "node:fs";
import module from "opening_hours";

const OpeningHours = module.default ?? module;
const PLACE = { lat: "55.9", lon: "10.2", address: { country_code: "dk", country: "Denmark", state: "" } };
const STEP = 5;
const GUESSED = "Specified as open end. Closing time was guessed.";
const two = (number) => String(number).padStart(2, "0");

function stateAt(hours, moment) {
  let now;
  try {
    now = hours.getIterator(moment);
  } catch {
    return "refused";
  }
  const word = now.getUnknown() ? "unknown" : now.getState() ? "open" : "closed";
  const comment = now.getComment();
  return comment && comment !== GUESSED && word === "unknown" ? `${word} ${comment}` : word;
}

function said(hours, year, month, day) {
  const changes = [];
  let before = null;
  for (let minute = 0; minute < 1440; minute += STEP) {
    const moment = new Date(year, month, day, Math.floor(minute / 60), minute % 60);
    if (moment.getHours() * 60 + moment.getMinutes() !== minute) continue; // no such time that day
    const state = stateAt(hours, moment);
    if (state !== before) changes.push(`${two(Math.floor(minute / 60))}:${two(minute % 60)} ${state}`);
    before = state;
  }
  return changes.join(", ");
}

function runs(numbers) {
  const found = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(" ");
}

for (const line of readFileSync(process.argv[2], "utf8").trimEnd().split("\n")) {
  const days = {};
  let error = null;
  try {
    const hours = new OpeningHours(line, PLACE, { mode: 0, locale: "en" });
    for (let number = 0; number < 365; number += 1) {
      (days[said(hours, 2026, 6, 1 + number)] ??= []).push(number);
    }
  } catch (caught) {
    error = true;
  }
  const shown = Object.fromEntries(Object.entries(days).map(([key, value]) => [key, runs(value)]));
  console.log(JSON.stringify(error ? { hours: line, refused: true } : { hours: line, days: shown }));
}
