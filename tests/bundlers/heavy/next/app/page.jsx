'use client';
import { useEffect } from 'react';
import { load } from 'newsmark';
import 'newsmark/element';

export default function Page() {
  useEffect(() => {
    (async () => {
      const annotator = await load();
      const { quotes } = await annotator.annotate('“We have a deal,” Ruth Okafor said.');
      document.title = quotes.map((quote) => quote.text).join();
    })().catch((failure) => console.error(failure));
  }, []);
  return <news-mark><p>It rained.</p></news-mark>;
}
