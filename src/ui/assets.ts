/** The addresses of what the build made (tools/assets.ts), by the names that the pages know. */
import { readFileSync } from 'node:fs'
import { routes } from '../routes.ts'

export type AssetName =
  | 'app.css'
  | 'app.js'
  | 'challenge.js'
  | 'service-form.js'
  | 'icons.svg'
  | 'favicon.svg'
  | 'titillium-web-latin-400.woff2'
  | 'titillium-web-latin-600.woff2'

let files: Record<string, string> | undefined

export function assetUrl(name: AssetName): string {
  return urlOf(name)
}

/** A picture of the guide, by its name there. */
export function guidePictureUrl(name: string): string {
  return urlOf(`guide-${name}.jpg`)
}

function urlOf(name: string): string {
  files ??= readManifest()
  const file = files[name]
  if (file === undefined) throw new Error(`no asset ${name}: build again (npm run build)`)
  return routes.assets(file)
}

/** This file runs from dist/src/ui/, the assets are in dist/assets/. Read once: they change with the program. */
function readManifest(): Record<string, string> {
  const text = readFileSync(new URL('../../assets/manifest.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { files: Record<string, string> }).files
}
