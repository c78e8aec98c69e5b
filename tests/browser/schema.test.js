// The JSON Schema in `dist/` holds for real annotations, and not for others.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';

const dist = new URL('../../dist/', import.meta.url);
const schema = JSON.parse(readFileSync(new URL('annotations.schema.json', dist), 'utf8'));
const { loadSync } = await import(new URL('newsmark.js', dist));
const annotator = loadSync();

/** Holds for nothing that the schema does not name, although readers pass over it: so that no field is forgotten there. */
const closed = structuredClone(schema);
for (const part of [closed, ...Object.values(closed.$defs)]) if (part.properties) part.additionalProperties = false;
const holds = new Ajv({ allowUnionTypes: true }).compile(closed);

const folder = new URL('../articles/', import.meta.url);
const articles = readdirSync(folder).filter((name) => /^[a-z]+\.txt$/.test(name));

test('there are articles', () => assert.ok(articles.length > 5));

for (const name of articles) {
  test(`of ${name}`, () => {
    const annotations = annotator.annotate(readFileSync(new URL(name, folder), 'utf8'), { date: '2025-03-03' });
    assert.ok(annotations.mentions.length > 0);
    assert.ok(holds(JSON.parse(JSON.stringify(annotations))), JSON.stringify(holds.errors));
  });
}

test('not of what is none', () => {
  const annotations = annotator.annotate('Ada Moyo came.');
  for (const wrong of [{ mentions: null }, { date: 'soon' }, { mentions: [{ ...annotations.mentions[0], label: 'ANIMAL' }] }, { colour: 1 }]) {
    assert.ok(!holds({ ...annotations, ...wrong }), JSON.stringify(wrong));
  }
});
