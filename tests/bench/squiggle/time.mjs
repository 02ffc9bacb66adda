// Prints the processor's milliseconds of each run of a model at 100,000 draws, the first two left out, and its results.
import { readFileSync } from "node:fs";
import { run } from "@quri/squiggle-lang";

const [file, rounds] = [process.argv[2], Number(process.argv[3])];
const code = readFileSync(file, "utf8");
const times = [];
let results = "";
for (let round = 0; round < rounds + 2; round += 1) {
  const before = process.cpuUsage();
  const output = await run(code, { environment: { sampleCount: 100_000, xyPointLength: 1000, seed: `round ${round}` } });
  const { user, system } = process.cpuUsage(before);
  if (!output.result.ok) throw new Error(output.result.value.toString());
  times.push((user + system) / 1000);
  results = output.result.value.result.asJS();
}
console.log(JSON.stringify({ times: times.slice(2), contribution: results[2] }));
