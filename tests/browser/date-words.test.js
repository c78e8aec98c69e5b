// Values of dates in words. Runs without a browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateWords } from '../../www/page/panel/date-words.js';

const WORDS = {
  '2025-02-12': 'Wednesday, 12 February 2025',
  '2025-02': 'February 2025',
  '2025': '2025',
  '2025-W07': 'week of 10 February 2025',
  '2026-W01': 'week of 29 December 2025',
  '2025-Q1': 'first quarter of 2025',
  '2025-H2': 'second half of 2025',
  '2024-SU': 'summer 2024',
  'FY2025': 'financial year 2025',
  '199': '1990s',
  '2025-02-12/2025-02-14': 'Wednesday, 12 February 2025 to Friday, 14 February 2025',
  '2025-02-11TMO': 'Tuesday, 11 February 2025, morning',
  '2025-02-12T09:30': 'Wednesday, 12 February 2025, 09:30',
  'T09:30': '09:30',
  'P3Y': '3 years',
  'P1W': '1 week',
  'PT90M': '90 minutes',
  '20': '20',
  'PRESENT_REF': 'PRESENT_REF',
};
for (const [value, words] of Object.entries(WORDS)) {
  test(`${value}: ${words}`, () => assert.equal(dateWords(value), words));
}
