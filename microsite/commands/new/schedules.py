"""The workflow of a new site: it publishes after every change, and every night, as what is shown changes by itself."""

WORKFLOW_PATH = ".github/workflows/publish.yml"
WORKFLOW = """# Publishes the site on GitHub Pages: after every change, and every night, because consents end, events
# pass and news waits for its day. For Netlify, Cloudflare Pages and others that build by themselves, set the variable
# BUILD_HOOK to the address of a build hook: it is called every night instead. Elsewhere, delete this file, and let
# a server run `microsite build` as often.
name: Publish
on:
  push:
    branches: [main]
  schedule:
    # Minute and hour in UTC: shortly after midnight in Oslo, in winter and in summer.
    - cron: "7 23 * * *"
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
  cancel-in-progress: false
jobs:
  elsewhere:
    if: vars.BUILD_HOOK != '' && github.event_name != 'push'
    runs-on: ubuntu-latest
    steps:
      - run: curl -fsS -X POST "$BUILD_HOOK"
        env:
          # Settings > Secrets and variables > Actions > Variables
          BUILD_HOOK: ${{ vars.BUILD_HOOK }}
  publish:
    if: vars.BUILD_HOOK == ''
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    env:
      # Settings > Secrets and variables > Actions > Variables: what pip installs microsite from.
      MICROSITE: ${{ vars.MICROSITE }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - name: Keep scaled pictures
        uses: actions/cache@v4
        with:
          path: |
            .microsite/cache
            .microsite/announced.state
          key: pictures-${{ github.run_id }}
          restore-keys: pictures-
      - run: test -n "$MICROSITE" || { echo "::error::The variable MICROSITE is not set"; exit 1; }
      - run: python -m pip install "$MICROSITE"
      - run: microsite list
      - run: microsite build
      - uses: actions/configure-pages@v5
      - uses: actions/upload-pages-artifact@v3
        with:
          path: output
      - id: deployment
        uses: actions/deploy-pages@v4
"""
