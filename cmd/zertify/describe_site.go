package main

import (
	"context"
	"errors"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/schema/layout"
)

// siteKey marks the database whose overlay describe shows, in a context: topics
// share one form of function, and only that of the layouts asks for it.
type siteKey struct{}

func withSite(ctx context.Context, db string) context.Context {
	return context.WithValue(ctx, siteKey{}, db)
}

// siteLayouts returns the structures of the overlay that the database named by --db
// was loaded with; none without --db.
func siteLayouts(ctx context.Context) ([]*layout.Structure, error) {
	path, ok := ctx.Value(siteKey{}).(string)
	if !ok || path == "" {
		return nil, nil
	}
	db, err := openDB(ctx, path)
	if err != nil {
		return nil, err
	}
	o, err := ingest.StoredOverlay(ctx, db)
	if err = errors.Join(err, db.Close()); err != nil || o == nil {
		return nil, err
	}
	return o.Structures, nil
}

// addSiteLayout adds the rows of a structure of an overlay.
func addSiteLayout(s *sheet, st *layout.Structure) { addRows(s, st, []string{"v_site_" + st.Name}) }
