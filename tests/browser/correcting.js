// What a person does to put something right: used by the tests of corrections.

import { annotated } from './person.js';

/** The mark over these words. */
export const mark = (page, words) => page.locator('#article mark').filter({ hasText: new RegExp(`^${words}$`) }).first();
/** The note beside the quote that has these words. */
export const note = (page, words) => page.locator('#article .quote', { hasText: words }).first().locator('.note');
/** The field of the form with this label. */
export const row = (page, label) => page.locator('#card label', { hasText: label }).locator('select, input');

/** Opens the form for a mark or note. */
export async function correct(page, target) {
  await target.click();
  await page.locator('#card button', { hasText: 'Correct…' }).click();
  await page.waitForSelector('#card form');
}

export async function save(page) {
  await page.locator('#card button', { hasText: 'Save' }).click();
  await annotated(page);
}

/** Gives a mark another kind. */
export async function relabel(page, words, label) {
  await correct(page, mark(page, words));
  await row(page, 'Kind').selectOption(label);
  await save(page);
}

/** The family of the mark over these words, and whether a person has put it right. */
export async function kindOf(page, words) {
  const classes = (await mark(page, words).getAttribute('class')).split(' ');
  return classes.filter((name) => name !== 'mention' && name !== 'lit' && name !== 'here').join(' ');
}
