module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // Nothing here is ever built, so files stay where they are.
    'no-restricted-syntax': 'off',
  },
});
