/**
 * The text of a causale with places for answers: `Mensa, {blocchetti} blocchetti per {alunno}[, classe {classe}]`. What
 * stands in brackets falls away when a place in it has been left empty.
 */
export type Piece = { kind: 'text'; text: string } | { kind: 'place'; name: string }

export type Template = readonly { isOptional: boolean; pieces: readonly Piece[] }[]

export type TemplateReading = { outcome: 'read'; template: Template } | { outcome: 'wrong'; reason: string }

export function readTemplate(text: string): TemplateReading {
  if (!/^(?:[^[\]]|\[[^[\]]*\])*$/.test(text)) return wrong('ha una parentesi quadra aperta o chiusa male')
  const template = text.split(/(\[[^[\]]*\])/).flatMap((part) => {
    const isOptional = part.startsWith('[')
    const pieces = piecesOf(isOptional ? part.slice(1, -1) : part)
    return pieces.length === 0 ? [] : [{ isOptional, pieces }]
  })
  const pieces = template.flatMap((part) => part.pieces)
  if (pieces.some((piece) => piece.kind === 'text' && /[{}]/.test(piece.text))) {
    return wrong('ha una parentesi graffa aperta o chiusa male')
  }
  if (template.some((part) => part.isOptional && part.pieces.every(({ kind }) => kind === 'text'))) {
    return wrong('ha tra parentesi quadre un testo senza campi')
  }
  return pieces.length === 0 ? wrong('è vuota') : { outcome: 'read', template }
}

function wrong(reason: string): TemplateReading {
  return { outcome: 'wrong', reason }
}

function piecesOf(text: string): Piece[] {
  return text.split(/(\{[a-z][a-z0-9-]*\})/).flatMap((part): Piece[] => {
    if (part === '') return []
    const name = /^\{(.*)\}$/.exec(part)?.[1]
    return [name === undefined ? { kind: 'text', text: part } : { kind: 'place', name }]
  })
}

export function placesOf(template: Template): { name: string; isOptional: boolean }[] {
  return template.flatMap(({ isOptional, pieces }) =>
    pieces.flatMap((piece) => (piece.kind === 'place' ? [{ name: piece.name, isOptional }] : [])),
  )
}

/** `textOf` gives the words of an answer; none where it was left empty. */
export function fillTemplate(template: Template, textOf: (name: string) => string): string {
  return template
    .map(({ isOptional, pieces }) => {
      const filled = pieces.map((piece) => (piece.kind === 'text' ? piece.text : textOf(piece.name)))
      const isIncomplete = pieces.some((piece, index) => piece.kind === 'place' && filled[index] === '')
      return isOptional && isIncomplete ? '' : filled.join('')
    })
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
}
