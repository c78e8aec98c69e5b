import { fileURLToPath } from 'node:url';

// Without it Next.js takes the folder above for the project, for it has a lock file too.
const root = fileURLToPath(new URL('..', import.meta.url));

export default { serverExternalPackages: ['newsmark'], distDir: 'out', turbopack: { root } };
