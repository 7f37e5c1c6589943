package raster

import "xunshi/app/exporting/layout"

func (c *canvas) chart(it layout.Chart) error { return nil }
