export default { serverExternalPackages: ['newsmark'], distDir: 'out' };
