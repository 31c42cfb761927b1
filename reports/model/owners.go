package model

import "slices"

// An Owner is somebody of the site with what was found at their end points.
type Owner struct {
	Name    string    // "" for the end points that no line of the owners' file fits
	Servers []*Server // with something open, the worst first
	ThingCount
}

// HasOwners reports whether the site said whom findings are for.
func (r *Report) HasOwners() bool {
	for _, j := range r.Evaluations {
		if j.HasOwners {
			return true
		}
	}
	return false
}

// ByOwner gathers the end points at which something is open by their owners, those with the worst
// end point first. It returns nothing where the site did not say whom findings are for.
func (r *Report) ByOwner(servers []Server) []Owner {
	if !r.HasOwners() {
		return nil
	}
	var list []Owner
	for i := range servers {
		s := &servers[i]
		if len(s.Open()) == 0 {
			continue
		}
		at := slices.IndexFunc(list, func(o Owner) bool { return o.Name == s.Owner })
		if at < 0 {
			at = len(list)
			list = append(list, Owner{Name: s.Owner})
		}
		list[at].Servers = append(list[at].Servers, s)
	}
	for i := range list {
		list[i].ThingCount = countThings(list[i].Servers)
	}
	return list
}
