import assert from 'node:assert/strict'
import { test } from 'node:test'
import { purgeCss } from './purge-css.ts'

const keep = (css: string, ...classes: string[]) => purgeCss(css, (name) => classes.includes(name))

test('a rule stays when a page could match it, and goes when a class that it asks for is never written', () => {
  assert.equal(keep('.a{x:1}.b{x:1}.a.b{x:1}.a,.b{x:2}p{x:3}', 'a'), '.a{x:1}.a{x:2}p{x:3}')
})

test('a class that a rule excludes does not need to be written', () => {
  assert.equal(
    keep('.a:not(.b):hover{x:1}.a:not(.b:is(.c)) p{x:1}', 'a'),
    '.a:not(.b):hover{x:1}.a:not(.b:is(.c)) p{x:1}',
  )
})

test('what is inside a media query is judged the same way, and an empty one goes', () => {
  assert.equal(keep('@media print{.a{x:1}.b{x:1}}@media screen{.b{x:1}}', 'a'), '@media print{.a{x:1}}')
})

test('strings, addresses and attribute selectors with braces, commas and dots in them are left alone', () => {
  const css =
    '.a::before{content:"}.b{,;";background:url("data:image/svg+xml;x{y}.b")}a[href$=".b"],.a{x:url(data:a;b.c)}'
  assert.equal(keep(css, 'a'), css)
})

test('animations and properties that nothing uses go, also when only each other used them', () => {
  const css =
    ':root{--a:1;--b:var(--a);--c:2}.a{x:var(--c);animation:1s spin}@keyframes spin{to{x:1}}@keyframes off{to{x:1}}'
  assert.equal(keep(css, 'a'), ':root{--c:2}.a{x:var(--c);animation:1s spin}@keyframes spin{to{x:1}}')
})
