package pinyin

import "strings"

// usual are the readings characters have in names of places and firms where the dictionary
// gives another first.
var usual = map[rune]string{'长': "chang", '都': "du", '厦': "xia", '嵊': "sheng", '邡': "fang"}

// phrases are names read otherwise than character by character.
var phrases = func() map[rune][]phrase {
	out := map[rune][]phrase{}
	for entry := range strings.SplitSeq(strings.TrimSpace(phraseTable), "\n") {
		name, readings, _ := strings.Cut(entry, " ")
		runes := []rune(name)
		out[runes[0]] = append(out[runes[0]], phrase{runes, strings.Fields(readings)})
	}
	return out
}()

// phrase is a name and the reading of each of its characters.
type phrase struct {
	name     []rune
	readings []string
}

const phraseTable = `
重庆 chong qing
重阳 chong yang
重叠 chong die
西藏 xi zang
藏族 zang zu
六安 lu an
六合 lu he
蚌埠 beng bu
番禺 pan yu
乐清 yue qing
乐亭 lao ting
音乐 yin yue
铅山 yan shan
单县 shan xian
单城 shan cheng
浚县 xun xian
蔚县 yu xian
东阿 dong e
曾都 zeng du
洪洞 hong tong
枞阳 zong yang
牟平 mu ping
中牟 zhong mu
筠连 jun lian
吴堡 wu bu
什邡 shi fang
珲春 hun chun
泌阳 bi yang
大埔 da bu
黄埔 huang pu
黄陂 huang pi
涡阳 guo yang
宕昌 tan chang
大城县 dai cheng xian
犍为 qian wei
荥经 ying jing
莎车 sha che
解州 xie zhou
银行 yin hang
商行 shang hang
车行 che hang
行业 hang ye
五金行 wu jin hang
店长 dian zhang
家长 jia zhang
便宜 pian yi
调味 tiao wei
调料 tiao liao
朝鲜 chao xian
朝夕 zhao xi
`
