/** The text of a Word document (.docx, Office Open XML: ECMA-376), with its paragraphs and headings. */
import { ZipError, zipEntries, zipText } from './zip.js';

/** Bytes of XML: twenty times the text of a long book. */
const LARGEST_DOCUMENT = 60_000_000;
const LARGEST_INDEX = 1_000_000;

/** Elements whose words are not in the text: what was deleted or moved away, and second versions of pictures. */
const SKIPPED = new Set(['w:del', 'w:moveFrom', 'w:rPr', 'w:pPr', 'w:instrText', 'w:delText', 'mc:Fallback']);

/** @param {Blob} file @returns {Promise<string | null>} `null` for an archive that is no Word document; throws a {@link ZipError} */
export async function textOfDocx(file) {
  const entries = await zipEntries(file);
  /** @param {string} name @param {number} most */
  const read = async (name, most) => {
    const entry = entries.find((entry) => entry.name === name);
    return entry ? parse(await zipText(file, entry, most)) : null;
  };
  // Which of its files is the document stands in the archive's own index.
  const index = await read('_rels/.rels', LARGEST_INDEX);
  const relation = [...(index?.getElementsByTagName('Relationship') ?? [])].find((relation) =>
    relation.getAttribute('Type')?.endsWith('/officeDocument'),
  );
  const target = relation?.getAttribute('Target')?.replace(/^\//, '') ?? '';
  const body = target.endsWith('.xml') ? (await read(target, LARGEST_DOCUMENT))?.getElementsByTagName('w:body')[0] : null;
  return body ? textOfBody(body) : null;
}

/** @param {string} xml */
function parse(xml) {
  const parsed = new DOMParser().parseFromString(xml, 'application/xml');
  // Such documents declare no entities of their own; one that does wants to blow up.
  if (parsed.doctype || parsed.querySelector('parsererror')) throw new ZipError('damaged');
  return parsed;
}

/** @param {Element} body */
function textOfBody(body) {
  /** @type {string[]} */
  const paragraphs = [''];
  collect(body, paragraphs);
  return paragraphs
    .map((paragraph) => paragraph.replace(/[^\S\n]+/g, ' ').replace(/ ?\n ?/g, '\n').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** @param {Element} element @param {string[]} paragraphs */
function collect(element, paragraphs) {
  for (const child of element.children) {
    if (SKIPPED.has(child.nodeName) || isHidden(child)) continue;
    const last = paragraphs.length - 1;
    switch (child.nodeName) {
      case 'w:t':
        paragraphs[last] += child.textContent;
        break;
      case 'w:tab':
        paragraphs[last] += ' ';
        break;
      case 'w:noBreakHyphen':
        paragraphs[last] += '-';
        break;
      case 'w:br':
      case 'w:cr':
        paragraphs[last] += '\n';
        break;
      case 'w:p':
        paragraphs.push('');
        collect(child, paragraphs);
        paragraphs.push('');
        break;
      default:
        collect(child, paragraphs);
    }
  }
}

/** Whether this is a run of hidden text. @param {Element} run */
function isHidden(run) {
  return run.nodeName === 'w:r' && [...run.children].some((child) => child.nodeName === 'w:rPr' && child.getElementsByTagName('w:vanish').length > 0);
}
