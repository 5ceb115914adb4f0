/**
 * Who may know whom: the directions of the house, read from every import of `src/`. The tables are the map; a new arrow
 * between two features is a decision, and is written here first.
 */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import * as path from 'node:path'
import { test } from 'node:test'
import { projectRoot } from '../src/platform/paths.ts'

/** A file of `src/`, by its path there. */
type Source = { file: string; text: string }
type Kind = keyof typeof KINDS

/** What a file of each kind may import, besides `core/`, itself and what its own feature holds of the same kinds. */
const KINDS = {
  domain: ['domain'],
  text: ['domain', 'text', 'ui'],
  rows: ['domain', 'rows', 'platform'],
  queries: ['domain', 'rows', 'queries', 'wire', 'platform'],
  wire: ['domain', 'wire', 'platform'],
  operation: ['domain', 'text', 'rows', 'queries', 'wire', 'operation', 'job', 'integrations', 'platform', 'routes'],
  job: ['domain', 'text', 'queries', 'operation', 'job', 'integrations', 'platform', 'routes'],
  page: ['domain', 'text', 'page', 'ui', 'routes'],
  pdf: ['domain', 'text', 'pdf', 'platform'],
  // Runs in a thread of its own, and is named by nobody but the file that starts it.
  worker: ['domain', 'pdf', 'platform'],
  route: [
    'domain',
    'text',
    'queries',
    'wire',
    'operation',
    'job',
    'page',
    'pdf',
    'ui',
    'web',
    'platform',
    'routes',
    'config',
  ],
  command: [
    'domain',
    'text',
    'queries',
    'wire',
    'operation',
    'job',
    'pdf',
    'route',
    'integrations',
    'platform',
    'routes',
    'config',
  ],
} as const

/** Folders that are no features, and what they may know. */
const LAYERS: Record<string, readonly string[]> = {
  core: [],
  platform: ['platform'],
  integrations: ['integrations', 'platform', 'config'],
  ui: ['ui', 'routes'],
  // The edge knows who asks, whose pages these are and what they may see; it decides nothing about money.
  web: ['web', 'ui', 'routes', 'config', 'platform', 'domain', 'queries', 'operation'],
}

/** Which feature may know which; read downwards, it has no circle. Routes may know every feature's operations. */
const FEATURES: Record<string, readonly string[]> = {
  institutions: [],
  mail: [],
  housekeeping: [],
  ledger: [],
  accounts: ['institutions', 'mail'],
  'debt-positions': ['accounts', 'institutions'],
  services: ['accounts', 'debt-positions', 'institutions'],
  receipts: ['cart', 'debt-positions', 'institutions'],
  history: ['debt-positions', 'institutions', 'receipts'],
  notices: ['debt-positions', 'institutions'],
  manual: ['institutions'],
  import: ['debt-positions'],
  checkout: ['accounts', 'debt-positions', 'institutions', 'mail'],
  cases: ['accounts', 'debt-positions', 'institutions', 'mail'],
  cart: ['accounts', 'checkout', 'debt-positions', 'institutions'],
  'pa-for-node': ['checkout', 'debt-positions', 'institutions', 'receipts'],
  papers: ['debt-positions', 'institutions', 'manual', 'notices', 'pa-for-node', 'receipts'],
  messages: ['accounts', 'debt-positions', 'institutions', 'mail', 'papers'],
  privacy: [
    'accounts',
    'debt-positions',
    'institutions',
    'mail',
    'messages',
    'pa-for-node',
    'papers',
    'receipts',
    'services',
  ],
  ratings: ['institutions'],
  demo: ['accounts', 'debt-positions', 'import', 'institutions', 'services'],
}

/**
 * Queries and pages are a feature's own. These are the exceptions: what a feature offers to others to read, or to take
 * out of its own tables; the wire reader of receipts, from whose stored form the quietanza is printed; the page that says
 * why Checkout took nothing, whatever was being paid; the table of positions, whichever list it stands in; and the line that
 * says what looks paid already.
 */
const OFFERED = new Set([
  'cart/cart-size.queries.ts',
  'cart/paid-notice.queries.ts',
  'checkout/checkout-problem.page.tsx',
  // What is written down of an account, and what goes with it: for who closes it.
  'accounts/account-event.queries.ts',
  'accounts/closed-mailbox.queries.ts',
  'accounts/closing.queries.ts',
  'accounts/profile.queries.ts',
  'accounts/proof.queries.ts',
  'accounts/recognised.queries.ts',
  'accounts/session.queries.ts',
  'debt-positions/before-paying.queries.ts',
  'debt-positions/citizen.queries.ts',
  'debt-positions/session-view.queries.ts',
  'debt-positions/record-table.tsx',
  'debt-positions/twin-line.tsx',
  'debt-positions/abandoned.queries.ts',
  'debt-positions/paid-claim.queries.ts',
  'import/catalogue.queries.ts',
  'institutions/institution.queries.ts',
  'messages/preferences.queries.ts',
  'notices/notice.queries.ts',
  'receipts/printed-receipt.queries.ts',
  'services/filled-form.queries.ts',
  'papers/receipt-paper.wire.ts',
  'pa-for-node/messages.wire.ts',
  'pa-for-node/stamp.wire.ts',
])

function kindOf(file: string): Kind {
  const suffix = /\.(\w+)\.tsx?$/.exec(file)?.[1]
  if (suffix && suffix in KINDS) return suffix as Kind
  return file.endsWith('.tsx') ? 'page' : 'domain'
}

/** Where a file stands: a layer, a feature, or the few files that put the program together. */
function placeOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : path.basename(file).replace(/\.tsx?$/, '')
}

function importsOf({ file, text }: Source): string[] {
  const relative = text.matchAll(/^(?:import|export)\b[^'"]*?from '(\.[^']+)'/gms)
  return Array.from(relative, ([, target]) => path.posix.join(path.posix.dirname(file), target!))
}

function violationsIn(sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    importsOf(source).flatMap((target) => {
      const reason = refusal(source.file, target)
      return reason ? [`${source.file} → ${target}: ${reason}`] : []
    }),
  )
}

function refusal(file: string, target: string): string | undefined {
  const [from, to] = [placeOf(file), placeOf(target)]
  if (to === 'core') return undefined
  const layer = LAYERS[from]
  const feature = FEATURES[from]
  if (!layer && !feature) return undefined // main, app, commands, jobs: they know everything, and hold no rule
  const kind = kindOf(file)
  const allowed: readonly string[] = layer ?? KINDS[kind]
  const wanted = to in FEATURES ? kindOf(target) : to
  if (!allowed.includes(wanted)) return `${layer ? from : kind} may not know ${wanted}`
  if (!(to in FEATURES) || from === to) return undefined
  const isOffered = OFFERED.has(target) || ['domain', 'operation', 'rows', 'job', 'pdf', 'text'].includes(wanted)
  if (!isOffered) return `${wanted} of another feature`
  if (wanted === 'rows' && kind !== 'queries') return 'rows are for queries'
  if (layer || kind === 'route' || feature!.includes(to)) return undefined
  return `${from} may not know ${to}`
}

const sources: Source[] = globSync('**/*.{ts,tsx}', { cwd: path.join(projectRoot, 'src') })
  .filter((file) => !/\.test\.tsx?$|\.d\.ts$|^client\//.test(file))
  .map((file) => ({ file, text: readFileSync(path.join(projectRoot, 'src', file), 'utf8') }))

test('every import goes the way that the house allows', () => {
  assert.ok(sources.length > 100)
  assert.deepEqual(violationsIn(sources), [])
})

test('every folder of src has its place in the map', () => {
  const places = new Set(sources.filter(({ file }) => file.includes('/')).map(({ file }) => placeOf(file)))
  assert.deepEqual(places, new Set([...Object.keys(LAYERS), ...Object.keys(FEATURES)]))
})

test('features know each other in one direction', () => {
  const open = new Set<string>()
  const visit = (feature: string): void => {
    assert.ok(!open.has(feature), `${[...open].join(' → ')} → ${feature}`)
    open.add(feature)
    FEATURES[feature]!.forEach(visit)
    open.delete(feature)
  }
  Object.keys(FEATURES).forEach(visit)
})

test('what must not be is caught: planted files break the rules that they break', () => {
  const plant = (file: string, ...imports: string[]) =>
    violationsIn([{ file, text: imports.map((target) => `import { x } from '${target}'`).join('\n') }])
  const caught = [
    plant('debt-positions/installment.ts', '../platform/sql.ts'),
    plant('checkout/pay.route.tsx', '../accounts/account.queries.ts'),
    plant('receipts/receipt.operation.ts', '../checkout/attempt.operation.ts'),
    plant('debt-positions/list.page.tsx', './citizen.queries.ts'),
    plant('platform/jobs.ts', '../accounts/account.ts'),
    plant('core/money.ts', '../platform/sql.ts'),
    plant('accounts/account.queries.ts', './login.operation.ts'),
    plant('mail/mail.ts', '../debt-positions/installment.ts'),
  ]
  for (const found of caught) assert.equal(found.length, 1, JSON.stringify(caught))
  assert.deepEqual(plant('checkout/pay.route.tsx', '../debt-positions/citizen.queries.ts', '../web/edge.tsx'), [])
})
