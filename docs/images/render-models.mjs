// Renders each BPMN model to an SVG beside this file. How to run it: README.md in this folder.
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const require = createRequire(join(process.cwd(), 'package.json'));
const puppeteer = require('puppeteer-core');
const viewer = require.resolve('bpmn-js/dist/bpmn-viewer.production.min.js');
const here = dirname(fileURLToPath(import.meta.url));
const models = process.argv[2] ?? join(here, '../../processes/src/main/resources/processes');
const margin = 12;

const browser = await puppeteer.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox']});
const page = await browser.newPage();
await page.setContent('<div id="canvas" style="width:2000px;height:1200px"></div>');
await page.addScriptTag({path: viewer});
for (const file of readdirSync(models).filter(name => name.endsWith('.bpmn'))) {
  const {svg, warnings} = await page.evaluate(async xml => {
    const canvas = new BpmnJS({container: '#canvas'});
    const imported = await canvas.importXML(xml);
    const saved = await canvas.saveSVG();
    canvas.destroy();
    return {svg: saved.svg, warnings: imported.warnings.map(warning => warning.message)};
  }, readFileSync(join(models, file), 'utf8'));
  warnings.forEach(warning => console.warn(`${file}: ${warning}`));
  writeFileSync(join(here, file.replace('.bpmn', '.svg')), onPaper(svg));
  console.log(`${file} rendered`);
}
await browser.close();

/** A white sheet with a margin, so that black lines can be read on a dark page too; ids that do not change from run to run. */
function onPaper(svg) {
  const [x, y, width, height] = svg.match(/viewBox="([^"]+)"/)[1].split(' ').map(Number);
  const box = [x - margin, y - margin, width + 2 * margin, height + 2 * margin];
  const ids = [...new Set([...svg.matchAll(/id="(marker-[^"]+)"/g)].map(match => match[1]))];
  return ids
    .reduce((text, id, index) => text.replaceAll(id, `marker-${index}`), svg)
    .replace(/viewBox="[^"]+"/, `viewBox="${box.join(' ')}"`)
    .replace(/width="[^"]+"/, `width="${box[2]}"`)
    .replace(/height="[^"]+"/, `height="${box[3]}"`)
    .replace(/(<svg[^>]*>)/, `$1<rect x="${box[0]}" y="${box[1]}" width="${box[2]}" height="${box[3]}" rx="8" fill="#fff"/>`)
    .replace(/<!--.*?-->\n?/gs, '') + '\n';
}
