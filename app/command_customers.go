package app

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"xunshi/app/customers"
	"xunshi/assets/i18n"
)

// customersFlags are the choices of one search from the command line.
type customersFlags struct {
	search string
	limit  int
	asJSON bool
}

// foundCustomer is one hit as JSON.
type foundCustomer struct {
	Code    string `json:"code"`
	Name    string `json:"name"`
	Region  string `json:"region"`
	Phone   string `json:"phone"`
	Contact string `json:"contact"`
	Kind    string `json:"kind"`
	Grade   string `json:"grade"`
	Owner   string `json:"owner"`
}

func (c *cli) customersCommand() *cobra.Command {
	var f customersFlags
	cmd := &cobra.Command{Use: "customers", Short: i18n.T("查找客户(编码、名称、拼音、首字母、电话、联系人)"), Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if strings.TrimSpace(f.search) == "" {
				return usagef("请用 --search 写要找的内容。")
			}
			if f.limit < 0 {
				return usagef("--limit 要写成 0(全部)或正整数。")
			}
			return c.withReadable(func(a *App) error {
				found, err := a.Customers.Search(cmd.Context(), f.search, f.limit)
				if err != nil {
					return err
				}
				return c.printCustomers(found, f.asJSON)
			})
		}}
	flags := cmd.Flags()
	flags.StringVar(&f.search, "search", "", i18n.T("要找的内容,最像的排在前面"))
	flags.IntVar(&f.limit, "limit", 0, i18n.T("最多列出几家(0 = 全部)"))
	flags.BoolVar(&f.asJSON, "json", false, i18n.T("结果以 JSON 输出"))
	return cmd
}

// printCustomers writes the hits, best first: a line each with tabs between, or JSON (an empty array for none).
func (c *cli) printCustomers(found []*customers.Row, asJSON bool) error {
	if asJSON {
		out := make([]foundCustomer, len(found))
		for i, r := range found {
			out[i] = foundCustomer{r.Customer.Code, r.Customer.Name, r.Region, r.Phone, r.Contact, r.Customer.Kind, r.Customer.Grade, r.Owner}
		}
		encoder := json.NewEncoder(c.out)
		encoder.SetIndent("", "  ")
		encoder.SetEscapeHTML(false)
		return encoder.Encode(out)
	}
	if len(found) == 0 {
		fmt.Fprintln(c.err, i18n.T("没有找到客户。"))
		return nil
	}
	for _, r := range found {
		fmt.Fprintln(c.out, strings.Join([]string{r.Customer.Code, r.Customer.Name, r.Region, r.Phone, r.Contact}, "\t"))
	}
	return nil
}
