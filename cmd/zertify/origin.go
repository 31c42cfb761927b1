package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zertify/zertify/reports/filename"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/outfile"
	"github.com/zertify/zertify/schema"
)

// origin says what a report was made of, and how.
func (p *auditPlan) origin(e *env, r *model.Report) (*outfile.Origin, error) {
	o := &outfile.Origin{
		Program: r.Tool.Name, Version: r.Tool.Version, Layouts: r.Tool.LayoutHash, Facts: schema.FactsHash,
		Engine: engineText(), Command: escapeAll(e.args), Settings: e.settings(), AsOf: day(r.AsOf),
		Database: &outfile.Database{Name: r.Database, Inputs: p.digests.Inputs, Contents: p.digests.Contents},
	}
	for _, j := range r.Evaluations {
		o.Profiles = append(o.Profiles, strings.TrimSpace(j.Profile.ID+" "+j.Profile.Edition))
	}
	for i := range r.Files.Rows {
		f := &r.Files.Rows[i]
		o.Inputs = append(o.Inputs, outfile.Source{Path: f.Path, Bytes: f.Bytes, SHA256: f.SHA256, Incomplete: !f.Complete})
	}
	for _, f := range p.filesRead() {
		s, err := outfile.ReadSource(f.what, f.path)
		if err != nil {
			return nil, err
		}
		s.Path = filename.Escape(s.Path)
		o.Read = append(o.Read, s)
	}
	return o, nil
}

// A readFile is a file of the site that decides what a report says.
type readFile struct{ what, path string }

func (p *auditPlan) filesRead() []readFile {
	var files []readFile
	for _, f := range []readFile{{"exceptions", p.opt.exceptions}, {"scope", p.opt.scopeFile}, {"owners", p.opt.owners}} {
		if f.path != "" {
			files = append(files, f)
		}
	}
	for _, profile := range p.profiles {
		if path := profilePath(profile.Origin); path != "" {
			files = append(files, readFile{"profile", path})
		}
	}
	return files
}

// profilePath returns the file that a profile of the site was read from, "" for one of ours.
func profilePath(origin string) string {
	path := filepath.FromSlash(strings.TrimSuffix(origin, ", in place of ours"))
	if st, err := os.Stat(path); path == "" || err != nil || !st.Mode().IsRegular() {
		return ""
	}
	return path
}

// settings returns the options that were not typed, with the place that sets them.
func (e *env) settings() []string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(e.fromFile)) {
		list = append(list, fmt.Sprintf("--%s from %s", name, filename.Escape(e.fromFile[name])))
	}
	for _, name := range slices.Sorted(maps.Keys(flagEnv)) {
		if value := os.Getenv(flagEnv[name]); value != "" {
			list = append(list, filename.Escape(flagEnv[name]+"="+value))
		}
	}
	return list
}

func escapeAll(args []string) []string {
	out := make([]string, len(args))
	for i, arg := range args {
		out[i] = filename.Escape(arg)
	}
	return out
}
