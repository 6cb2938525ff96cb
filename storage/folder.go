package storage

import (
	"os"
	"path/filepath"
	"strings"
)

// sharedFolder says in words why a dossier's folder may be reached by other machines: a network file system, or a
// folder that a program copies to other machines. Empty: it is this machine's own. In such a folder write-ahead
// logging is not safe: it needs memory that all who have the file open share, and leaves a second file that may be
// copied later than the first.
func sharedFolder(path string) string {
	folder := resolved(path)
	if service := synchronised(folder); service != "" {
		return "a folder that " + service + " copies to other machines"
	}
	if system := networkSystem(folder); system != "" {
		return "a network folder (" + system + ")"
	}
	return ""
}

// resolved gives the folder in which a file really lies: a link into a synchronised folder is in it.
func resolved(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	folder := filepath.Dir(path)
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return filepath.Dir(real)
	}
	if real, err := filepath.EvalSymlinks(folder); err == nil {
		return real
	}
	return folder
}

// synchronised names the service that keeps a folder the same on several machines, by the folder's own name or by the
// mark that the service leaves at its root.
func synchronised(folder string) string {
	for at := folder; ; at = filepath.Dir(at) {
		name := strings.ToLower(filepath.Base(at))
		for _, s := range syncServices {
			for _, prefix := range s.folders {
				if name == prefix || strings.HasPrefix(name, prefix+" ") || strings.HasPrefix(name, prefix+"-") {
					return s.name
				}
			}
			for _, mark := range s.marks {
				if _, err := os.Lstat(filepath.Join(at, mark)); err == nil {
					return s.name
				}
			}
		}
		if filepath.Dir(at) == at {
			return ""
		}
	}
}

// syncServices are known by the beginning of their folder's name, in lower case, and by a file at its root.
var syncServices = []struct {
	name           string
	folders, marks []string
}{
	{"Dropbox", []string{"dropbox"}, []string{".dropbox", ".dropbox.cache"}},
	{"OneDrive", []string{"onedrive", "skydrive"}, nil},
	{"iCloud", []string{"icloud drive", "iclouddrive", "mobile documents", "com~apple~clouddocs"}, nil},
	{"Google Drive", []string{"google drive", "googledrive", "my drive", "drivefs"}, []string{".tmp.drivedownload"}},
	{"Nextcloud", []string{"nextcloud"}, []string{".nextcloudsync.log", ".sync_nextcloud.db"}},
	{"ownCloud", []string{"owncloud"}, []string{".owncloudsync.log"}},
	{"Syncthing", nil, []string{".stfolder"}},
	{"Resilio Sync", []string{"resilio sync"}, []string{".sync/ID"}},
	{"Seafile", []string{"seafile", "seadrive"}, nil},
	{"pCloud", []string{"pclouddrive", "pcloud"}, nil},
	{"Box", []string{"box sync", "box-box"}, nil},
	{"MEGA", []string{"megasync"}, []string{".megaignore"}},
	{"Yandex Disk", []string{"yandex.disk", "yandexdisk"}, nil},
}
