import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { safeHref } from './link.tsx'

test('an address of the portal, of the web, of a mailbox or of a phone can be linked', () => {
  for (const [address, expected] of [
    ['/comune-di-test/pratiche?anno=2026', '/comune-di-test/pratiche?anno=2026'],
    ['https://www.example.test/privacy', 'https://www.example.test/privacy'],
    ['mailto:tributi@example.test', 'mailto:tributi@example.test'],
    ['tel:+390612345', 'tel:+390612345'],
  ]) {
    assert.equal(safeHref(address!), expected)
  }
})

test('an address that runs, embeds or pretends is refused', () => {
  for (const address of [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '//example.test',
    '/\\example.test',
    '\\\\example.test',
    'blob:https://example.test/x',
    '',
    'example',
  ]) {
    assert.equal(safeHref(address), undefined, address)
  }
})

test('whatever is accepted, a browser reads with a scheme of the list or as a path of the portal', () => {
  const base = 'https://portal.test'
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl(),
        fc.string(),
        fc.string().map((text) => `/${text}`),
      ),
      (address) => {
        const href = safeHref(address)
        if (href === undefined) return
        const url = new URL(href, base)
        assert.ok(['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol))
        if (href.startsWith('/')) assert.equal(url.origin, base)
      },
    ),
  )
})
