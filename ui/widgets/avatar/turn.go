package avatar

import (
	"encoding/binary"
	"image"
	"io"
)

// orientation reads from the Exif part of a JPEG how the camera was held: 1 upright, 3 upside
// down, 6 and 8 on its sides; 1 where the file does not say. Mirrored ones count as upright.
func orientation(r io.Reader) int {
	head := make([]byte, 64<<10) // Exif comes first and is no longer than that
	n, err := io.ReadFull(r, head)
	if err != nil && err != io.ErrUnexpectedEOF {
		return 1
	}
	head = head[:n]
	for at := 2; at+4 <= len(head) && head[at] == 0xff; {
		size := int(binary.BigEndian.Uint16(head[at+2:]))
		end := at + 2 + size
		if head[at+1] == 0xe1 && end <= len(head) && size > 16 && string(head[at+4:at+10]) == "Exif\x00\x00" {
			return tiffOrientation(head[at+10 : end])
		}
		if size < 2 || head[at+1] == 0xda {
			return 1
		}
		at = end
	}
	return 1
}

const orientationTag = 0x0112

// tiffOrientation finds the orientation in the first directory of a TIFF header.
func tiffOrientation(b []byte) int {
	var order binary.ByteOrder = binary.BigEndian
	if len(b) < 8 {
		return 1
	}
	if b[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(b[4:]))
	if at+2 > int64(len(b)) {
		return 1
	}
	count := int64(order.Uint16(b[at:]))
	for i := range count {
		entry := at + 2 + i*12
		if entry+12 > int64(len(b)) {
			return 1
		}
		if order.Uint16(b[entry:]) == orientationTag {
			if v := int(order.Uint16(b[entry+8:])); v >= 1 && v <= 8 {
				return v
			}
			return 1
		}
	}
	return 1
}

// upright turns a picture as its camera was held.
func upright(p image.Image, orientation int) image.Image {
	b := p.Bounds()
	w, h := b.Dx(), b.Dy()
	var out *image.NRGBA
	var from func(x, y int) (int, int)
	switch orientation {
	case 3:
		out, from = image.NewNRGBA(image.Rect(0, 0, w, h)), func(x, y int) (int, int) { return w - 1 - x, h - 1 - y }
	case 6:
		out, from = image.NewNRGBA(image.Rect(0, 0, h, w)), func(x, y int) (int, int) { return y, h - 1 - x }
	case 8:
		out, from = image.NewNRGBA(image.Rect(0, 0, h, w)), func(x, y int) (int, int) { return w - 1 - y, x }
	default:
		return p
	}
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			sx, sy := from(x, y)
			out.Set(x, y, p.At(b.Min.X+sx, b.Min.Y+sy))
		}
	}
	return out
}
