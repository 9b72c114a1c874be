/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [],
  options: { parser: 'swc', doNotFollow: { path: 'node_modules' }, enhancedResolveOptions: { extensions: ['.ts','.js'] } },
};
