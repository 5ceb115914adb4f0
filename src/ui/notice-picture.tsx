import { noticePictureText as text } from './notice-picture.text.ts'

/** Our own sketch of a notice, not a copy of the model: where to look, and nothing else. */
export const NoticePicture = () => (
  <figure class="q-figure">
    <svg viewBox="0 0 320 300" role="img" aria-label={text.description}>
      <rect class="q-draw-paper" x="20.5" y="6.5" width="262" height="287" rx="3" />
      <text class="q-draw-text" x="36" y="30">
        {text.drawing.notice}
      </text>
      <rect class="q-draw-line" x="36" y="40" width="96" height="9" rx="2" />
      <rect class="q-draw-line" x="36" y="56" width="74" height="6" rx="2" />
      <text class="q-draw-text" x="164" y="62">
        {text.drawing.debtor}
      </text>
      <rect class="q-draw-line" x="164" y="68" width="84" height="7" rx="2" />
      <text class="q-draw-code" x="164" y="91">
        ABCDEF80A01H501X
      </text>
      <rect class="q-draw-mark" x="158" y="79" width="114" height="18" rx="4" />
      <rect class="q-draw-line" x="36" y="116" width="120" height="6" rx="2" />
      <rect class="q-draw-line" x="36" y="128" width="228" height="6" rx="2" />
      <rect class="q-draw-line" x="36" y="140" width="180" height="6" rx="2" />
      <rect class="q-draw-band" x="21" y="164" width="261" height="22" />
      <rect class="q-draw-line" x="36" y="171" width="140" height="8" rx="2" />
      <QrCode x={36} y={204} />
      <rect class="q-draw-line" x="114" y="206" width="90" height="7" rx="2" />
      <rect class="q-draw-line" x="226" y="206" width="40" height="7" rx="2" />
      <text class="q-draw-text" x="114" y="238">
        {text.drawing.code}
      </text>
      <text class="q-draw-code" x="114" y="256">
        3012 0260 0000 0123 32
      </text>
      <rect class="q-draw-mark" x="108" y="243" width="146" height="19" rx="4" />
      <path class="q-draw-mark" d="M120 270v5h128v-5" />
      <Mark x={286} y={88} number={1} />
      <Mark x={270} y={252} number={2} />
      <Mark x={184} y={277} number={3} />
    </svg>
    <figcaption>
      <ol>
        <li>{text.debtor}</li>
        <li>{text.noticeNumber}</li>
        <li>{text.creditorReferenceId}</li>
      </ol>
    </figcaption>
  </figure>
)

const Mark = ({ x, y, number }: { x: number; y: number; number: number }) => (
  <g>
    <circle class="q-draw-dot" cx={x} cy={y} r="11" />
    <text class="q-draw-number" x={x} y={y + 4.5}>
      {number}
    </text>
  </g>
)

/** Three corners and some dots: it reads as a QR code and scans as nothing. */
const QrCode = ({ x, y }: { x: number; y: number }) => (
  <g>
    {[
      [0, 0],
      [40, 0],
      [0, 40],
    ].map(([left = 0, top = 0]) => (
      <path
        key={`${left}-${top}`}
        class="q-draw-qr"
        fill-rule="evenodd"
        d={`M${x + left} ${y + top}h20v20h-20zm4 4v12h12v-12zm3 3h6v6h-6z`}
      />
    ))}
    <path
      class="q-draw-qr"
      d={`M${x + 26} ${y + 2}h6v6h-6zm6 10h5v5h-5zM${x + 26} ${y + 26}h8v8h-8zm14 2h6v6h-6zm12 6h8v8h-8zM${x + 28} ${y + 44}h6v6h-6zm14 4h8v8h-8zm14 6h4v6h-4z`}
    />
  </g>
)
