/** Subjects: what an article is about, each with every place where it occurs. */

/**
 * An entity, or an amount, date or title that stands for itself.
 * @typedef {object} Subject
 * @property {string} key the same after an edit that leaves the subject alone
 * @property {string} label
 * @property {string} name
 * @property {import('../../lib/newsmark.js').Entity | null} entity
 * @property {Occurrence[]} occurrences sorted by start
 * @property {number} named how many of them name it in the article's own text, not in a byline, a caption or the like
 * @property {number} referred how many of them refer to it
 *
 * @typedef {{ start: number, end: number, kind: 'name' | 'pronoun' | 'description' }} Occurrence
 * @typedef {{ all: Subject[], byKey: Map<string, Subject>, ofMention: Subject[], ofEntity: Map<number, Subject> }} Subjects
 */

/**
 * @param {import('../../lib/newsmark.js').Annotations | null} annotations
 * @param {(mention: import('../../lib/newsmark.js').Mention) => boolean} [counts] those of which it is false are left out
 * @returns {Subjects}
 */
export function subjectsOf(annotations, counts = () => true) {
  /** @type {Subjects} */
  const subjects = { all: [], byKey: new Map(), ofMention: [], ofEntity: new Map() };
  if (!annotations) return subjects;
  const { mentions, entities, asides = [] } = annotations;
  for (const entity of entities) {
    const subject = add(subjects, freeKey(subjects, entity.label, entity.name), entity.label, entity.name, entity);
    subjects.ofEntity.set(entity.id, subject);
    for (const { start, end, kind } of entity.references) subject.occurrences.push({ start, end, kind });
    subject.referred = entity.references.length;
  }
  let aside = 0;
  mentions.forEach((mention, index) => {
    const { start, end, entity } = mention;
    const subject = (entity === null ? undefined : subjects.ofEntity.get(entity)) ?? ofItself(subjects, mention);
    subjects.ofMention[index] = subject;
    if (!counts(mention)) return;
    subject.occurrences.push({ start, end, kind: 'name' });
    while (asides[aside]?.end <= start) aside += 1;
    if (!(asides[aside]?.start <= start)) subject.named += 1;
  });
  for (const { occurrences } of subjects.all) occurrences.sort((one, other) => one.start - other.start);
  return subjects;
}

/** What stands for itself: the same words, or the same value, are one subject. @param {Subjects} subjects @param {import('../../lib/newsmark.js').Mention} mention */
function ofItself(subjects, { label, text, value }) {
  const name = text.replace(/\s+/g, ' ');
  const key = `${label} ${(value ?? name).toLowerCase()}`;
  return subjects.byKey.get(key) ?? add(subjects, key, label, name, null);
}

/** @param {Subjects} subjects @param {string} key @param {string} label @param {string} name @param {any} entity */
function add(subjects, key, label, name, entity) {
  /** @type {Subject} */
  const subject = { key, label, name, entity, occurrences: [], named: 0, referred: 0 };
  subjects.all.push(subject);
  subjects.byKey.set(key, subject);
  return subject;
}

/** Two people of one name are two subjects. @param {Subjects} subjects @param {string} label @param {string} name */
function freeKey(subjects, label, name) {
  let key = `entity ${label} ${name}`;
  while (subjects.byKey.has(key)) key += ' +';
  return key;
}
