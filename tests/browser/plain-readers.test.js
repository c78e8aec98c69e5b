// Readers of plain text over what invites a pattern to look back and forth. Runs without a browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOfMarkdown } from '../../www/page/intake/markdown-text.js';
import { textOfPlain } from '../../www/page/intake/plain-text.js';
import { articlesIn } from '../../www/page/intake/several.js';

const LENGTH = 200_000;
const PROSE = 'The mayor has put it off, said the harbour master. '.repeat(8).concat('\n\n');
/** How many times as long as over prose a reader may take: those that look at a letter again and again take hundreds. */
const MOST = 60;

const HOSTILE = ['[a](', '![a](', '[a](http:', '[a](b(', ' *a', ' _a', '**a ', '**a__b ', '`a', '[', '![', '- ', '* ', '# a\n', '\n \n', ' ', '\t\n', `\n${' '.repeat(1_000)}`, '> ', 'By A ', 'ABC ', 'aaaaaaaa-\n', '<!--'];

for (const [name, read] of Object.entries({ textOfMarkdown, textOfPlain, articlesIn })) {
  const time = (unit) => {
    const text = `# Rain\n\n**a b**\n\n${unit.repeat(LENGTH / unit.length)}`;
    const once = () => {
      // Of the processor, however busy the machine is.
      const before = process.cpuUsage();
      read(text);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    return Math.min(once(), once(), once());
  };
  test(`${name} takes linear time`, () => {
    const most = MOST * Math.max(time(PROSE), 5);
    for (const unit of HOSTILE) {
      const took = time(unit);
      assert.ok(took < most, `${JSON.stringify(unit.slice(0, 20))}: ${took} ms, where ${most} ms are many`);
    }
  });
}

const MARKDOWN = [
  ['# Rain\r\n\r\nIt *rained*.', 'Rain\n\nIt rained.'],
  ['*Snow* fell on **Oslo**, _Ines Calder_ said.', 'Snow fell on Oslo, Ines Calder said.'],
  ['See [the report](https://example.org/a_(b)) and ![a map](map.png)[it](x "y").', 'See the report and it.'],
  ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
  ['A [note] (of sorts), and [a](b', 'A [note] (of sorts), and [a](b'],
  ['Closed:\n- the pier\n- the old\n  dock\n\n1. Rain\n2. Snow', 'Closed:\n\nthe pier\n\nthe old dock\n\n1. Rain\n\n2. Snow'],
  ['Rain.\n\n- - -\n\nSnow.\n\n***', 'Rain.\n\nSnow.'],
];
for (const [markdown, text] of MARKDOWN) test(markdown, () => assert.equal(textOfMarkdown(markdown), text));

const NARROW = [
  ['Divers looked at the wall of the har-\nbour of Tarn, which the old co‐\noperative had built.', 'Divers looked at the wall of the harbour of Tarn, which the old cooperative had built.'],
  ['The tide goes out,\nand with the tide\nthe boats.', 'The tide goes out,\nand with the tide\nthe boats.'],
];
for (const [column, text] of NARROW) test(column.split('\n', 1)[0], () => assert.equal(textOfPlain(column), text));
