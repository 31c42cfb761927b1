package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/ingest/infile"
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

// readCodes reads the file that --codes names; nil for none.
func readCodes(path string) ([]layout.Code, error) {
	if path == "" {
		return nil, nil
	}
	f, err := openFile(path)
	if err != nil {
		return nil, fmt.Errorf("--codes: %w", err)
	}
	defer f.Close()
	codes, err := layout.Must().ParseCodes(path, f)
	var unknown *layout.UnknownTableError
	switch {
	case errors.As(err, &unknown):
		return nil, fmt.Errorf("--codes: %w%s; see zertify describe codes", err, didYouMean(unknown.Name, unknown.Known))
	case err != nil:
		return nil, fmt.Errorf("--codes: %w", err)
	}
	return codes, nil
}

// addLayoutFlag adds --layout.
func addLayoutFlag(cmd *cobra.Command, dir *string) {
	cmd.Flags().StringVar(dir, "layout", "", "`folder` with layouts of your own site, made by zertify layout import")
}

// readOverlay reads the overlay that --layout names; nil for none.
func readOverlay(dir string) (*layout.Overlay, error) {
	if dir == "" {
		return nil, nil
	}
	st, err := os.Stat(dir)
	if err == nil && !st.IsDir() {
		err = fmt.Errorf("%s is not a folder", dir)
	}
	if err != nil {
		return nil, fmt.Errorf("--layout: %w; make one with: zertify layout import --header FILE -o FOLDER", err)
	}
	o, err := layout.ReadOverlay(infile.Dir(dir), layout.Must())
	if err == nil {
		_, err = ingest.OverlayFraming(o)
	}
	if err != nil {
		return nil, fmt.Errorf("--layout %s: %w", dir, err)
	}
	return o, nil
}
