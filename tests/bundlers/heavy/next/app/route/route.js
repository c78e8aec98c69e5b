import { load } from 'newsmark';

export const dynamic = 'force-dynamic';

export async function GET() {
  const annotator = await load();
  const { quotes } = await annotator.annotate('“We have a deal,” Ruth Okafor said.');
  annotator.close();
  return Response.json(quotes.map((quote) => quote.text));
}
