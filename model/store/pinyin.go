package store

import "xunshi/assets/pinyin"

// SearchKey is what a name is found by besides its characters; see pinyin.Key.
func SearchKey(name string) string { return pinyin.Key(name) }
