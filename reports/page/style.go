package page

// StyleSheet returns the style sheet of the page, for other pages that are to look alike.
func StyleSheet() string {
	parts, err := loadHTML()
	if err != nil {
		panic(err) // the sheet is part of the program, and every page needs it
	}
	return parts.css
}
