import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { randomToken } from '../platform/random.ts'
import { type Block, type Letter, letterHtml, letterText, withoutSecrets } from './letter.ts'
import { stationery } from './letter.text.ts'

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== '')
const href = fc.webUrl({ withQueryParameters: true })
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('paragraph' as const), text: words }),
  fc.record({ kind: fc.constant('heading' as const), text: words }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fc.record({ term: words, value: words }), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ kind: fc.constantFrom('button' as const, 'link' as const), label: words, href }),
)
const letter: fc.Arbitrary<Letter> = fc.record(
  {
    institutionName: words,
    title: words,
    blocks: fc.array(block, { maxLength: 6 }),
    stop: fc.record({ reason: words, action: words, href }),
  },
  { requiredKeys: ['institutionName', 'title', 'blocks'] },
)

/** Letters, digits and signs alone, in one case: what is left when layout is taken away. */
function bare(text: string): string {
  return text.toUpperCase().replace(/[\s:\u200b\ufeff]/gu, '')
}

function readAloud(html: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
  return html
    .slice(html.indexOf('<body'))
    .replace(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/gs, '$2 $1')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name]!)
}

test('the text and the HTML of a letter say the same, in the same order, whatever is written', () => {
  fc.assert(
    fc.property(letter, (one) => {
      const html = bare(readAloud(letterHtml(one, stationery)))
      // The heading of the page is the subject of the message.
      assert.equal(html, bare(`${one.institutionName}${one.title}${letterText(one, stationery)}`))
    }),
    { numRuns: 300 },
  )
})

test('what people wrote cannot become markup, and a letter loads nothing', () => {
  fc.assert(
    fc.property(letter, (one) => {
      const tags = letterHtml(one, stationery).match(/<\/?([a-z!][a-z0-9]*)/gi) ?? []
      const known = /^<\/?(!doctype|html|head|meta|title|body|div|p|h1|h2|table|tbody|tr|th|td|a|br)$/
      assert.deepEqual(
        tags.filter((tag) => !known.test(tag)),
        [],
      )
      assert.doesNotMatch(letterHtml(one, stationery).replace(/>[^<]*</g, '><'), /\bsrc=|url\(|@import/)
    }),
  )
  const blocks: Block[] = [{ kind: 'link', label: 'x', href: 'javascript:alert(1)' }]
  assert.throws(() => letterHtml({ institutionName: 'x', title: 'x', blocks }, stationery))
})

test('what is kept of a mail that has gone opens nothing, and can still be read', () => {
  const token = randomToken()
  const text = `apri questo link:\nhttps://comune.example/roccaverde/attivazione/${token}\n\n123456\n\nVale 24 ore, avviso 3010 0000 0000 1234 56.`
  assert.equal(
    withoutSecrets(text),
    'apri questo link:\nhttps://comune.example/roccaverde/attivazione/…\n\n…\n\nVale 24 ore, avviso 3010 0000 0000 1234 56.',
  )
})
