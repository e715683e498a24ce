// Compiles src/*.sol and writes what Java and the wrapper's generator read: abi/AnamnesisRegistry.{abi,bin,bin-runtime}.
// The output is committed; CI compiles again and compares.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const solc = createRequire(import.meta.url)("solc");
const CONTRACT = "AnamnesisRegistry";
const MOST_CODE = 24_576; // EIP-170

const folder = (name) => fileURLToPath(new URL(name, import.meta.url));
const sources = Object.fromEntries(
  readdirSync(folder("src"))
    .filter((name) => name.endsWith(".sol"))
    .sort()
    .map((name) => [`src/${name}`, { content: readFileSync(folder(`src/${name}`), "utf8") }]),
);

const output = JSON.parse(
  solc.compile(
    JSON.stringify({
      language: "Solidity",
      sources,
      settings: {
        evmVersion: "osaka",
        viaIR: true,
        optimizer: { enabled: true, runs: 1000 },
        metadata: { bytecodeHash: "none", appendCBOR: false },
        outputSelection: { [`src/${CONTRACT}.sol`]: { [CONTRACT]: ["abi", "evm.bytecode.object", "evm.deployedBytecode.object"] } },
      },
    }),
  ),
);
for (const message of output.errors ?? []) console.error(message.formattedMessage);
if (output.errors?.length) process.exit(1);

const { abi, evm } = output.contracts[`src/${CONTRACT}.sol`][CONTRACT];
const size = evm.deployedBytecode.object.length / 2;
if (size > MOST_CODE) {
  console.error(`The code takes ${size} octets; a contract may have ${MOST_CODE}.`);
  process.exit(1);
}
mkdirSync(folder("abi"), { recursive: true });
writeFileSync(folder(`abi/${CONTRACT}.abi`), JSON.stringify(abi, null, 1) + "\n");
writeFileSync(folder(`abi/${CONTRACT}.bin`), evm.bytecode.object);
writeFileSync(folder(`abi/${CONTRACT}.bin-runtime`), evm.deployedBytecode.object);
console.log(`${CONTRACT}: ${size} octets of code`);
