import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DEFAULT_PRIMARY, type HexColor, MIN_CONTRAST, contrast, parseHexColor, shadesOf, themeCss } from './theme.ts'

const WHITE = '#ffffff' as HexColor
const BLACK = '#000000' as HexColor
const colors = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => parseHexColor(`#${value.toString(16).padStart(6, '0')}`)!)

test('whatever colour an institution chose, text on it and links in it can be read', () => {
  fc.assert(
    fc.property(colors, (chosen) => {
      const { tint, ...grounds } = shadesOf(chosen)
      for (const [shade, ground] of Object.entries(grounds)) {
        assert.ok(contrast(WHITE, ground) >= MIN_CONTRAST, `white on ${shade} ${ground}`)
      }
      for (const link of [grounds.primary, grounds['primary-dark']]) {
        assert.ok(contrast(link, WHITE) >= MIN_CONTRAST, `${link} on white`)
        assert.ok(contrast(link, tint) >= MIN_CONTRAST, `${link} on the tint ${tint}`)
      }
      assert.ok(contrast(BLACK, tint) >= 15, `black on the tint ${tint}`)
    }),
    { numRuns: 2_000 },
  )
})

test('whatever colour is behind it, one of the two rings of focus stands out', () => {
  fc.assert(
    fc.property(colors, (ground) => {
      assert.ok(Math.max(contrast(WHITE, ground), contrast(BLACK, ground)) >= MIN_CONTRAST)
    }),
  )
})

test('a colour dark enough stays as it was chosen, and each shade is darker than the one before', () => {
  assert.equal(shadesOf(DEFAULT_PRIMARY).primary, DEFAULT_PRIMARY)
  fc.assert(
    fc.property(colors, (chosen) => {
      const shades = shadesOf(chosen)
      if (contrast(chosen, shades.tint) >= MIN_CONTRAST) assert.equal(shades.primary, chosen)
      const steps = (['primary', 'primary-slim', 'primary-dark', 'primary-darker', 'primary-darkest'] as const).map(
        (shade) => contrast(WHITE, shades[shade]),
      )
      for (const [index, step] of steps.entries()) assert.ok(index === 0 || step >= steps[index - 1]! - 0.1)
    }),
  )
})

test('the style sheet carries nothing but colours, also when the stored one is not a colour', () => {
  const sheet = /^:root\{(--q-[a-z-]+:#[0-9a-f]{6};?)+\}$/
  fc.assert(fc.property(colors, (chosen) => assert.match(themeCss(chosen), sheet)))
  assert.equal(themeCss('red;}body{x:url(//example.test)'), themeCss(DEFAULT_PRIMARY))
})
