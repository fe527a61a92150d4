// Reads a PDF from stdin and writes its tables to stdout as JSON: page, box (points, y upward) and rows of cells.
// Run by pdf_node.py with the folder where the packages are installed and the pages (1,3) as its arguments. Nothing is
// fetched.
import { createRequire } from "node:module";
import net from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";

net.Socket.prototype.connect = () => {
  throw new Error("no network here");
};
globalThis.fetch = undefined;
console.log = console.warn = console.info = () => {}; // stdout is the answer's

const folder = process.argv[2];
const require = createRequire(path.join(folder, "package.json"));
const entry = require.resolve("kordoc");
const { parse } = await import(pathToFileURL(entry));

const parts = [];
for await (const part of process.stdin) parts.push(part);
const data = Buffer.concat(parts);
const result = await parse(data.buffer.slice(data.byteOffset, data.byteOffset + data.length), {
  pages: process.argv[3],
  removeHeaderFooter: false,
  keepTrailingEmptyCols: true,
});
if (!result.success) {
  process.stderr.write(String(result.error ?? "not read"));
  process.exit(3);
}
const tables = [];
const visit = (blocks) => {
  for (const block of blocks ?? []) {
    if (block.type === "table" && block.table && block.bbox)
      tables.push({
        page: block.pageNumber,
        box: [block.bbox.x, block.bbox.y, block.bbox.x + block.bbox.width, block.bbox.y + block.bbox.height],
        rows: block.table.cells.map((row) => row.map((cell) => [cell.text ?? "", cell.rowSpan ?? 1, cell.colSpan ?? 1])),
      });
    visit(block.children);
  }
};
visit(result.blocks);
process.stdout.write(JSON.stringify(tables), () => process.exit(0));
