module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // Nothing here is ever built, so files stay where they are.
    'no-restricted-syntax': 'off',
    // What is measured is the product from within: its sources, as they are.
    'no-restricted-imports': 'off',
    '@backstage/no-forbidden-package-imports': 'off',
    '@backstage/no-mixed-plugin-imports': 'off',
  },
});
