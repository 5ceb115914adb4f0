/**
 * The marks of pagoPA and of Poste Italiane. They are trademarks, so they are not ours to ship: whoever installs, and has
 * the right to them, puts the drawings into a folder. What is missing is replaced by words.
 */
import { readFileSync } from 'node:fs'
import * as path from 'node:path'
import type { Picture } from './picture.ts'
import { readSvg } from './svg-picture.ts'
import type { Box } from './tagged-pdf.ts'

/** The names of the files, without `.svg`. */
const ASSET_NAMES = ['pagopa', 'poste-italiane', 'bancoposta', 'bollettino'] as const
export type AssetName = (typeof ASSET_NAMES)[number]

export type PaperAssets = Partial<Record<AssetName, Picture>>

export type AssetProblem = { file: string; reason: string }

/** A drawing that cannot be used is named, and the paper stands without it. */
export function loadPaperAssets(folder: string | undefined): { assets: PaperAssets; problems: AssetProblem[] } {
  const assets: PaperAssets = {}
  const problems: AssetProblem[] = []
  if (folder === undefined) return { assets, problems }
  for (const name of ASSET_NAMES) {
    const file = path.join(folder, `${name}.svg`)
    const svg = readIfThere(file)
    if (svg === undefined) continue
    const reading = readSvg(svg)
    if (reading.outcome === 'read') assets[name] = reading.picture
    else problems.push({ file, reason: reading.reason })
  }
  return { assets, problems }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** As large as the box allows, from its top left corner, in the proportions of the drawing. */
export function fitIn({ width, height }: Picture, box: Box): Box {
  const scale = Math.min(box.width / width, box.height / height)
  return { x: box.x, y: box.y, width: width * scale, height: height * scale }
}
