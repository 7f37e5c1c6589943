// Package fonts embeds the typefaces for screen, paper and charts (Noto Sans SC, OFL).
package fonts

import _ "embed"

// Regular is NotoSansSC-Regular.ttf.
//
//go:embed NotoSansSC-Regular.ttf
var Regular []byte

// Bold is NotoSansSC-Bold.ttf.
//
//go:embed NotoSansSC-Bold.ttf
var Bold []byte
