/**
 * Leaves out of a style sheet what no page can use: rules whose classes nobody writes, animations and custom properties
 * that nothing refers to. Bootstrap Italia's partials are 300 kB of which the portal uses a tenth.
 *
 * It is safe because our pages write each class as a literal, never by joining strings (a test looks at the classes of
 * every page in every state), and because when in doubt a rule stays.
 */
export function purgeCss(css: string, isUsedClass: (name: string) => boolean): string {
  return withoutUnusedProperties(withoutUnusedAnimations(withoutUnusedRules(css, isUsedClass)))
}

type Statement = { prelude: string; body: string | undefined }

function withoutUnusedRules(css: string, isUsedClass: (name: string) => boolean): string {
  let kept = ''
  for (const { prelude, body } of statements(css)) {
    if (body === undefined) kept += `${prelude};`
    else if (isGroup(prelude)) {
      const inner = withoutUnusedRules(body, isUsedClass)
      if (inner !== '') kept += `${prelude}{${inner}}`
    } else if (prelude.startsWith('@')) kept += `${prelude}{${body}}`
    else {
      const selectors = splitOutside(prelude, ',').filter((selector) => canMatch(selector, isUsedClass))
      if (selectors.length > 0 && body !== '') kept += `${selectors.join(',')}{${body}}`
    }
  }
  return kept
}

function isGroup(prelude: string): boolean {
  return /^@(media|supports|layer|container)\b/.test(prelude)
}

/** Every class that the selector asks for must be in use; what it excludes with `:not()` asks for nothing. */
function canMatch(selector: string, isUsedClass: (name: string) => boolean): boolean {
  const asked = selector.replace(/"[^"]*"|'[^']*'/g, '').replace(/:not\([^()]*(?:\([^()]*\)[^()]*)*\)/g, '')
  return Array.from(asked.matchAll(/\.(-?[A-Za-z_][\w-]*)/g)).every(([, name]) => isUsedClass(name!))
}

function withoutUnusedAnimations(css: string): string {
  return Array.from(statements(css), ({ prelude, body }) => {
    if (body === undefined) return `${prelude};`
    const name = /^@keyframes\s+([\w-]+)/.exec(prelude)?.[1]
    const isUsed = name === undefined || new RegExp(`animation[^;}]*[:\\s,]${name}\\b`).test(css)
    return isUsed ? `${prelude}{${body}}` : ''
  }).join('')
}

/** A property may be used only by another one that goes, so once is not enough. */
function withoutUnusedProperties(css: string): string {
  const used = new Set(Array.from(css.matchAll(/var\(\s*(--[\w-]+)/g), ([, name]) => name))
  const kept = mapDeclarations(css, (declaration) => {
    const name = /^(--[\w-]+)\s*:/.exec(declaration)?.[1]
    return name === undefined || used.has(name)
  })
  return kept === css ? css : withoutUnusedProperties(kept)
}

function mapDeclarations(css: string, isKept: (declaration: string) => boolean): string {
  let kept = ''
  for (const { prelude, body } of statements(css)) {
    if (body === undefined) kept += `${prelude};`
    else if (isGroup(prelude)) kept += `${prelude}{${mapDeclarations(body, isKept)}}`
    else if (prelude.startsWith('@')) kept += `${prelude}{${body}}`
    else {
      const declarations = splitOutside(body, ';').filter((declaration) => declaration !== '' && isKept(declaration))
      if (declarations.length > 0) kept += `${prelude}{${declarations.join(';')}}`
    }
  }
  return kept
}

/** The top-level statements of compressed CSS: `prelude{body}` or `prelude;`. */
function* statements(css: string): Generator<Statement> {
  let start = 0
  let bodyStart = 0
  let depth = 0
  for (const { character, at } of outsideStrings(css)) {
    if (character === '{' && depth++ === 0) bodyStart = at + 1
    else if (character === '}' && --depth === 0) {
      yield { prelude: css.slice(start, bodyStart - 1), body: css.slice(bodyStart, at) }
      start = at + 1
    } else if (character === ';' && depth === 0) {
      if (at > start) yield { prelude: css.slice(start, at), body: undefined }
      start = at + 1
    }
  }
}

/** Splits at a separator that is neither in a string nor in parentheses or brackets. */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = []
  let start = 0
  let depth = 0
  for (const { character, at } of outsideStrings(text)) {
    if (character === '(' || character === '[') depth++
    else if (character === ')' || character === ']') depth--
    else if (character === separator && depth === 0) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  parts.push(text.slice(start))
  return parts
}

/** The characters that mean something: not those of strings, comments and unquoted addresses. */
function* outsideStrings(text: string): Generator<{ character: string; at: number }> {
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!
    if (character === '"' || character === "'") at = endOfString(text, at)
    else if (character === '\\') at++
    else if (text.startsWith('/*', at)) at = text.indexOf('*/', at) + 1
    else if (text.startsWith('url(', at) && !/["']/.test(text[at + 4] ?? '')) at = text.indexOf(')', at)
    else yield { character, at }
  }
}

function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== text[start]) at += text[at] === '\\' ? 2 : 1
  return at
}
