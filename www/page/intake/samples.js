/** The articles that the first page offers. */
import harbour from '../../samples/harbour.txt';
import hospital from '../../samples/hospital.txt';
import summit from '../../samples/summit.txt';
import transit from '../../samples/transit.txt';

/** @type {Record<string, string>} by the names in index.html */
export const samples = { harbour, hospital, summit, transit };
