import { faultsOf } from "./faults.ts";
import { readHouse } from "./files.ts";
import { largestFiles, largestFunctions, type Sized } from "./largest.ts";

const files = readHouse(process.cwd());
const faults = faultsOf(files);
print("The ten longest files", largestFiles(files, 10));
print("The ten longest functions", largestFunctions(10));
for (const fault of faults) console.error(`✗ ${fault}`);
console.log(faults.length === 0 ? `${files.length} files, all in their rooms.` : `${faults.length} faults.`);
process.exitCode = faults.length === 0 ? 0 : 1;

function print(title: string, sizes: Sized[]): void {
  console.log(title);
  for (const { lines, where } of sizes) console.log(`  ${String(lines).padStart(4)}  ${where}`);
}
