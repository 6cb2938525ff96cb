package reading

func (c *calendar) parseDate(toks []token, i int) dateExpr { return dateExpr{} }
