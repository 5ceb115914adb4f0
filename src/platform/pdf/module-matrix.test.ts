import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type ModuleMatrix, matrixPicture } from './module-matrix.ts'

const matrices = fc
  .integer({ min: 1, max: 12 })
  .chain((width) =>
    fc
      .integer({ min: 1, max: 12 })
      .chain((height) =>
        fc
          .array(fc.constantFrom(0, 1), { minLength: width * height, maxLength: width * height })
          .map((modules): ModuleMatrix & { modules: number[] } => ({ width, height, modules })),
      ),
  )

/** Fills the outlines by the even-odd rule: a module is dark when a ray from its middle crosses an odd number. */
function paint({ width, height, operators }: { width: number; height: number; operators: string }): number[] {
  const loops = operators
    .split(/^h$/m)
    .map((points) => [...points.matchAll(/(\d+) (\d+) [ml]/g)].map(([, x, y]) => [Number(x), Number(y)] as const))
  const crosses = (x: number, y: number) =>
    loops.flatMap((loop) =>
      loop.filter(([fromX, fromY], index) => {
        const [, toY] = loop[(index + 1) % loop.length]!
        return fromX > x && Math.min(fromY, toY) < y && y < Math.max(fromY, toY)
      }),
    ).length
  return Array.from(
    { length: width * height },
    (_, at) => crosses((at % width) + 0.5, Math.floor(at / width) + 0.5) % 2,
  )
}

test('the outlines enclose exactly the dark modules', () => {
  fc.assert(
    fc.property(matrices, (matrix) => {
      assert.deepEqual(paint(matrixPicture(matrix)), matrix.modules)
    }),
  )
})
