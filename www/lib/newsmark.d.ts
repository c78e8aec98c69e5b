/// <reference lib="esnext.disposable" />
/**
 * Annotates news articles: who and what they are about, and who said what. Nothing leaves the machine. It runs in
 * browsers, their workers and extensions, and in Node.js, Deno and Bun.
 */

/**
 * Loads the annotator. Rejects with a {@link NewsmarkError}.
 *
 * By default it works in a worker (on servers, a thread), so that the caller stays alive; where there are no workers, as in
 * service workers, in the calling thread. Each call gives a promise. With `worker: false` it works in the calling thread and
 * gives the result itself.
 */
export function load(options: LoadOptions & { worker: false }): Promise<SameThreadAnnotator>;
export function load(options?: LoadOptions): Promise<Annotator>;

/**
 * The same at once, for scripts: without a promise, of bytes or of a compiled module. On servers both may be left out, or be
 * addresses of files. Throws a {@link NewsmarkError}.
 */
export function loadSync(sources?: { wasm?: BytesOrFile | WebAssembly.Module; weights?: BytesOrFile }): SameThreadAnnotator;

/**
 * Highlights an article that is in the page already, without changing its elements or text. Where the browser has no CSS
 * Custom Highlight API, `highlighted` is false, and the annotations and their list are all there is.
 */
export function annotateElement(element: Element, options?: AnnotateElementOptions): Promise<AnnotatedElement>;

/** An address, or the bytes themselves, which are copied. */
export type BytesOrFile = string | URL | ArrayBuffer | ArrayBufferView;
/** The same, or what was fetched already. */
export type Source = BytesOrFile | Response;

export interface LoadOptions {
  /** The WebAssembly module, where it is not served beside this script; or compiled already. */
  wasm?: Source | WebAssembly.Module;
  /** The weights, where they are not served beside this script. */
  weights?: Source;
  /**
   * Whether to work in a worker (default) or in the calling thread; or what starts a worker from `worker.js`
   * (`newsmark/worker`) in a way of your own, of `node:worker_threads` too. `'none'`: in the calling thread, with promises all
   * the same.
   */
  worker?: boolean | 'none' | (() => unknown);
  /** Calls it off: the promise is rejected with the signal's reason. */
  signal?: AbortSignal;
  /** Is told how much of the weights has arrived. What it throws is written to the console. */
  onprogress?: (progress: Progress) => void;
}

/** What is done of a step: bytes of the weights loaded, or UTF-16 units of the text annotated. */
export interface Progress {
  step: 'load' | 'annotate';
  done: number;
  /** `null` where it is not known beforehand. */
  total: number | null;
}

export interface Annotator extends AsyncDisposable {
  readonly version: string;
  /** Calls are answered in the order in which they were made. */
  annotate(text: string, options?: AnnotateOptions): Promise<Annotations>;
  /** Many articles: their annotations, in the order of the articles. Ends with the first error. */
  annotateAll(articles: Articles, options?: AnnotateAllOptions): AsyncGenerator<Annotations, void, void>;
  /** A file of annotations, as they came from `annotate` or were changed since. */
  export(format: Format, text: string, annotations: Annotations): Promise<string>;
  /** The source audit: those who speak in the article, those who say most first. */
  sources(text: string, annotations: Annotations): Promise<QuotedSource[]>;
  /** Gives its memory back, as `await using` does. Calls that still wait are rejected with the code `"closed"`. */
  close(): void;
}

/** Like {@link Annotator}, in the calling thread: what it is asked for it gives at once. */
export interface SameThreadAnnotator {
  readonly version: string;
  annotate(text: string, options?: Omit<AnnotateOptions, 'signal'>): Annotations;
  export(format: Format, text: string, annotations: Annotations): string;
  sources(text: string, annotations: Annotations): QuotedSource[];
  close(): void;
}

export interface AnnotateOptions {
  /**
   * The day of publication, `YYYY-MM-DD`, with or without a time behind it, of which the day counts as it is written; or a
   * point in time, of which the day in UTC counts. Without it, or where it is `""`, a date in the text is used.
   */
  date?: string | Date | null;
  /** What a person has put right: it holds, and what depends on it follows. Those of places outside the text are passed over. */
  corrections?: Correction[];
  /** Calls it off: the promise is rejected with the signal's reason. */
  signal?: AbortSignal;
  /** Is told how far a long text is. What it throws is written to the console. */
  onprogress?: (progress: Progress) => void;
}

/**
 * One thing that is so in the article, whatever the annotator would say. What stands at `start` to `end`
 * - `"mention"`: is a mention of this kind, or with `null` none; so are the same words elsewhere, longer names that end with a
 *   person's surname, and shorter ones by which a person goes, unless it holds `here` alone
 * - `"entity"`: is a mention that names the same as the one at `same`: their entities become one. With `null` it is taken out
 *   of its entity and has one of its own. A mention that goes from one entity to another is first taken out, then joined:
 *   corrections are heeded in order
 * - `"name"`: is a mention whose entity is called so
 * - `"reference"`: is a pronoun or description that means what the mention at `same` names, or with `null` nobody whom the article
 *   names; who speaks with it follows, and what pronouns behind it may mean
 * - `"quote"`: is a quote of this kind, or with `null` none; quotes that it overlaps go
 * - `"speaker"`: is a quote, its marks included, that the words at `speaker` (a name, pronoun or description) say, as they do what
 *   continues it and what the same words were found to say with it; with `null` its source has no name in the article
 *
 * What a person touched says `corrected: true` in the annotations.
 *
 * @example
 * const teacher = { of: 'mention', start: 19, end: 24, label: 'PERSON' };
 * await annotator.annotate('Marta Quell joined Brask in May. Brask was her first teacher.', { corrections: [teacher] });
 */
export type Correction = Span &
  (
    | { of: 'mention'; label: Label | null; here?: boolean }
    | { of: 'entity'; same: Span | null }
    | { of: 'name'; name: string }
    | { of: 'reference'; same: Span | null }
    | { of: 'quote'; kind: Quote['kind'] | null }
    | { of: 'speaker'; speaker: Span | null }
  );

export type Article = string | { text: string; date?: string | Date | null };
export type Articles = Iterable<Article> | AsyncIterable<Article>;

export interface AnnotateAllOptions {
  signal?: AbortSignal;
  /** How many workers share the work, each with some 30 MB of memory: one, unless told otherwise. */
  concurrency?: number;
}

/** Kinds of file, by their names in `src/export/formats.json`. */
export type Format =
  | 'json' | 'csv-mentions' | 'csv-entities' | 'csv-quotes' | 'csv-sources' | 'html' | 'markdown' | 'tei'
  | 'web-annotation' | 'brat' | 'webanno' | 'conll' | 'displacy';

/** `start` and `end` count UTF-16 code units, so that `text.slice(start, end)` is right. */
export interface Span {
  start: number;
  end: number;
}

export interface Annotations {
  /** The article's day: the caller's, else one that the text states. */
  date: string | null;
  sentences: Span[];
  mentions: Mention[];
  entities: Entity[];
  quotes: Quote[];
  /** What stands in the text and is none of the article's own. Its mentions are listed all the same; it has no quotes but those of captions. */
  asides?: Aside[];
}

export interface Aside extends Span {
  kind: 'byline' | 'dateline' | 'caption' | 'furniture';
}

export type Label =
  | 'PERSON' | 'NORP' | 'FAC' | 'ORG' | 'GPE' | 'LOC' | 'PRODUCT' | 'EVENT' | 'WORK_OF_ART' | 'LAW' | 'LANGUAGE'
  | 'DATE' | 'TIME' | 'PERCENT' | 'MONEY' | 'QUANTITY' | 'ORDINAL' | 'CARDINAL' | 'TITLE';

export interface Mention extends Span {
  label: Label;
  text: string;
  /** The `id` of the entity that it names. */
  entity: number | null;
  /** A TIMEX3 value for dates and times; number and unit for amounts. */
  value: string | null;
  /** How likely span and label are right, from 0 to 1. */
  score?: number;
  /** A capital that stands for its government. */
  metonym?: boolean;
  /** A person has put it right, or added it. */
  corrected?: boolean;
}

export interface Entity {
  id: number;
  label: Label;
  name: string;
  aliases: string[];
  titles: string[];
  /** Of a person, in years, where the text tells it. */
  age: number | null;
  /** Of a person: the names of the organisations, states and parties that he or she serves or belongs to. */
  affiliations: string[];
  /** Indices into `Annotations.mentions`. */
  mentions: number[];
  references: Reference[];
  /** A person has renamed it, or changed what belongs to it. */
  corrected?: boolean;
}

export interface Reference extends Span {
  kind: 'pronoun' | 'description';
}

export interface Quote extends Span {
  kind: 'direct' | 'mixed' | 'indirect' | 'scare';
  text: string;
  /** The noun phrase that says it. */
  speaker: Span | null;
  /** The `id` of the entity that the speaker resolves to, of joint speakers the first; `null` for unnamed sources. */
  entity: number | null;
  /** The `id`s of all entities that say it together, in order; none for unnamed sources. */
  entities?: number[];
  /** The `id` of the entity that an unnamed source speaks for ("a spokesman for the Harbour Board"). */
  affiliation?: number | null;
  /** The verb or phrase that reports it. */
  cue: Span | null;
  /** Index of the quote of which this is the next paragraph. */
  continues: number | null;
  /** Whether its source says that it is so, or not so, has not said it yet, or asks. */
  stance?: 'asserted' | 'denied' | 'planned' | 'asked';
  /** Of a mixed quote: the whole reported clause around it. */
  clause?: Span | null;
  /** Index of the quote in which this one is reported. */
  within?: number | null;
  /** How the speaker was found. */
  sieve?: string;
  /** How likely the quote with its speaker is right, from 0 to 1. */
  score?: number;
  /** A person has put it right, or added it. */
  corrected?: boolean;
  /** A person has said that its source has no name in the article. */
  unnamed?: boolean;
}

/** A row of the source audit. */
export interface QuotedSource {
  /** The name, or the words in its place; `""` for quotes without a speaker. */
  name: string;
  entity: number | null;
  /** `unclear`: a pronoun of nobody known, a name that is not surely the speaker's, or no speaker found. */
  naming: 'named' | 'unnamed' | 'unclear';
  kind: 'person' | 'organisation' | 'group' | 'place' | 'document' | null;
  titles: string[];
  /** Indices into `Annotations.quotes`. */
  quotes: number[];
  statements: number;
  direct: number;
  mixed: number;
  indirect: number;
  /** Words in direct and mixed quotes, and their part (0 to 1) of all such words in the article. */
  quoted_words: number;
  share: number;
}

export interface AnnotateElementOptions {
  /**
   * The day of publication, as in {@link AnnotateOptions}; else that of a `<time datetime>` in the element, of the page's
   * `<meta property="article:published_time">`, or one that the text states.
   */
  date?: string | Date | null;
  /** An annotator that is loaded already. */
  annotator?: Annotator | SameThreadAnnotator;
  /** Passed to `load` where no annotator is given. */
  load?: LoadOptions;
  /** Elements whose text is no part of the article: a CSS selector beside the built-in one. */
  skip?: string;
  /** What is highlighted: labels of mentions, `people`, `organisations`, `places` ..., kinds of quotes, or `quotes`; without it all. */
  labels?: string[];
}

export interface AnnotatedElement {
  /** Whether highlights can be seen in this browser. */
  readonly highlighted: boolean;
  /** What is highlighted at a point of the window, as in a pointer event: the innermost mention and quote. */
  atPoint(x: number, y: number): { mention: Mention | null; quote: Quote | null } | null;
  annotations: Annotations;
  /** The article's text as it was read; the offsets in `annotations` count in it. */
  text: string;
  /** Where a stretch of `text` stands in the page; `null` where its words have gone since. */
  range(span: Span): Range | null;
  /** What is found, as an element with lists for those who do not see highlights. It is not in the page yet. */
  list(): HTMLElement;
  /** Reads the element anew after it has changed. */
  update(options?: { signal?: AbortSignal }): Promise<Annotations>;
  /** Takes the highlights away for good: an update that is under way brings none back. */
  clear(): void;
}

/**
 * - `"no-webassembly"`: WebAssembly does not run here, or a policy forbids it (`script-src` needs `'wasm-unsafe-eval'`)
 * - `"no-worker"`: no worker starts here: its script is not where it should be, or a policy forbids it (`worker-src`)
 * - `"load-failed"`: a file did not arrive
 * - `"bad-wasm"`, `"bad-weights"`: a file is not what it should be (a page of HTML, say), or of another version
 * - `"bad-date"`, `"bad-format"`, `"bad-annotations"`, `"bad-corrections"`: an argument is not what it should be
 * - `"crashed"`: the annotator broke down in this call, or its worker was ended from outside; the next call works
 * - `"closed"`: the annotator has been closed
 * - `"failed"`: the annotations cannot be written; there is no known way to come here
 */
export type ErrorCode =
  | 'no-webassembly' | 'no-worker' | 'load-failed' | 'bad-wasm' | 'bad-weights' | 'bad-date' | 'bad-format' | 'bad-corrections'
  | 'bad-annotations' | 'crashed' | 'closed' | 'failed';

export class NewsmarkError extends Error {
  constructor(code: ErrorCode, message: string, options?: ErrorOptions);
  readonly code: ErrorCode;
}
