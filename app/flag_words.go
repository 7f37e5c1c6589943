package app

import "regexp"

// flagWords says what the command-line library says of flags, in the user's language.
//
//i18n:key
var flagWords = []struct {
	pattern *regexp.Regexp
	words   string
}{
	{regexp.MustCompile(`^unknown flag: (\S+)$`), "没有 %s 这个选项。"},
	{regexp.MustCompile(`^unknown shorthand flag: '.' in (\S+)$`), "没有 %s 这个选项。"},
	{regexp.MustCompile(`^flag needs an argument: (?:'.' in )?(\S+)$`), "%s 后面要写一个值。"},
	{regexp.MustCompile(`^invalid argument "(.*)" for "(.*)" flag: `), "%[2]s 后面的“%[1]s”不能用。"},
	{regexp.MustCompile(`^bad flag syntax: (\S+)$`), "选项 %s 写法不对。"},
}

// flagFault is a usage error for a flag that cannot be read.
func flagFault(err error) error {
	for _, w := range flagWords {
		m := w.pattern.FindStringSubmatch(err.Error())
		if m == nil {
			continue
		}
		args := make([]any, 0, len(m)-1)
		for _, part := range m[1:] {
			args = append(args, part)
		}
		return usagef(w.words, args...)
	}
	return usagef("命令行写法有误:%s", err)
}
