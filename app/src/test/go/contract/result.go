package contract

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// write says what a client was able to do, for whoever makes a table of it.
func write(t *testing.T, library Library, outcomes map[string]string) {
	result := map[string]any{
		"client": library.Name, "version": version(t, library.Module), "runtime": "Go", "outcomes": outcomes,
	}
	body, err := json.MarshalIndent(result, "", "  ")
	require(t, err == nil, "%v", err)
	folder := os.Getenv("COMPATIBILITY")
	require(t, os.MkdirAll(folder, 0o755) == nil, "%s", folder)
	err = os.WriteFile(filepath.Join(folder, library.ID+".json"), append(body, '\n'), 0o644)
	require(t, err == nil, "%v", err)
}

// version is that of a module that go.mod asks for.
func version(t *testing.T, module string) string {
	mod, err := os.ReadFile(filepath.Join("..", "go.mod"))
	require(t, err == nil, "%v", err)
	found := regexp.MustCompile(regexp.QuoteMeta(module) + ` v(\S+)`).FindSubmatch(mod)
	require(t, found != nil, "go.mod does not ask for %s", module)
	return string(found[1])
}
