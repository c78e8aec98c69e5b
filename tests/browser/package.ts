// The types that the package declares hold for what it is made of: the compiler checks it, nothing runs this.

import type * as declared from '../../www/lib/newsmark.js';
import { annotateElement } from '../../www/lib/annotate-element.js';
import { NewsmarkError } from '../../www/lib/errors.js';
import { load } from '../../www/lib/load.js';
import { loadSync } from '../../www/lib/load-sync.js';
import { PromisingAnnotator, SameThreadAnnotator } from '../../www/lib/same-thread-annotator.js';
import { WorkerAnnotator } from '../../www/lib/worker-annotator.js';

load satisfies typeof declared.load;
loadSync satisfies typeof declared.loadSync;
annotateElement satisfies typeof declared.annotateElement;
NewsmarkError satisfies typeof declared.NewsmarkError;
null! as WorkerAnnotator satisfies declared.Annotator;
null! as PromisingAnnotator satisfies declared.Annotator;
null! as SameThreadAnnotator satisfies declared.SameThreadAnnotator;
