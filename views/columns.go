package views

// widths of the reading pane, in dp.
const (
	libraryUsual float32 = 272
	libraryLeast float32 = 224
	cardUsual    float32 = 360
	cardLeast    float32 = 320
	articleLeast float32 = 560
	drawerBelow  float32 = 1180 // a window narrower than this has no room for the card beside the article
)

// columns is where library, article and card stand in a width; 0 means folded away.
type columns struct {
	library, articleX, article, card float32
	narrow                           bool    // the card, where shown, lies over the article
	libraryWish, cardWish            float32 // the wishes, brought within bounds
}

// layColumns shares a width among the three. What was folded by hand stays folded; where the width does not do, the
// card becomes a drawer, and in a very narrow window the library folds too.
func layColumns(width, library, card float32, noLibrary, noCard, drawer bool) columns {
	c := columns{narrow: width < drawerBelow}
	c.libraryWish = max(libraryLeast, library)
	c.cardWish = max(cardLeast, card)
	most := width - articleLeast
	if !c.narrow && !noCard {
		most -= cardLeast
	}
	c.libraryWish = min(c.libraryWish, max(libraryLeast, most))
	if !noLibrary && (width >= libraryLeast+articleLeast) {
		c.library = c.libraryWish
	}
	if !c.narrow {
		c.cardWish = min(c.cardWish, max(cardLeast, width-articleLeast-c.library))
	}
	switch {
	case c.narrow && drawer:
		c.card = min(c.cardWish, width)
	case !c.narrow && !noCard:
		c.card = c.cardWish
	}
	c.articleX = c.library
	c.article = width - c.library
	if !c.narrow {
		c.article -= c.card
	}
	return c
}
