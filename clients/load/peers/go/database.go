package main

import (
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand"
	"strings"
	"time"

	"github.com/mattn/go-sqlite3"
)

// A database runs programs of the script on one connection, for one goroutine.
type database struct {
	connection *sqlite3.SQLiteConn
	statements []*statement
	ascending  int64
	now        int64
	readings   [16]driver.Value
	made       map[int64]driver.Value
	// The id that the last program made for what it inserted.
	lastMade string
	lastTime uint64
	counter  uint64
}

// A statement with room for its values.
type statement struct {
	*sqlite3.SQLiteStmt
	isQuery bool
	values  []driver.Value
	row     []driver.Value
}

// A subject is what a program is about: ids, and the rows that were inserted for a merchant or a session.
type subject struct {
	merchantID, sessionID, eventID string
	merchantRows, sessionRows      *[]int64
	// To whom inserted rows are added.
	ownerRows *[]int64
}

func openDatabase(path string, script *script) (*database, error) {
	opened, err := new(sqlite3.SQLiteDriver).Open("file:" + path + "?_mutex=no")
	if err != nil {
		return nil, err
	}
	connection := opened.(*sqlite3.SQLiteConn)
	pages := fmt.Sprintf("PRAGMA wal_autocheckpoint = %d", script.CheckpointPages)
	texts := append(append([]string{}, script.Settings...), pages)
	for _, text := range append(texts, script.Schema...) {
		if _, err := connection.Exec(text, nil); err != nil {
			return nil, fmt.Errorf("%s: %w", text, err)
		}
	}
	made := &database{connection: connection, ascending: script.FirstAscending}
	for _, text := range script.Statements {
		prepared, err := connection.Prepare(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", text, err)
		}
		made.statements = append(made.statements, &statement{
			SQLiteStmt: prepared.(*sqlite3.SQLiteStmt),
			isQuery:    strings.HasPrefix(text, "SELECT"),
			values:     make([]driver.Value, 0, prepared.NumInput()),
		})
	}
	return made, nil
}

func (d *database) run(program *program, subject *subject) error {
	d.now = time.Now().UnixMilli()
	d.made = nil
	for index := range program.Steps {
		if err := d.runStep(&program.Steps[index], subject); err != nil {
			return err
		}
	}
	d.ascending += program.Ascent
	return nil
}

// runMarked runs the steps whose bits are set.
func (d *database) runMarked(program *program, marks uint64) error {
	for index := range program.Steps {
		if marks>>uint(index)&1 == 0 {
			continue
		}
		if err := d.runStep(&program.Steps[index], &subject{}); err != nil {
			return err
		}
	}
	return nil
}

func (d *database) runStep(step *step, subject *subject) error {
	statement := d.statements[step.Statement]
	statement.values = statement.values[:0]
	for index := range step.Values {
		statement.values = append(statement.values, d.value(&step.Values[index], subject))
	}
	if statement.isQuery {
		return d.query(statement, step)
	}
	result, err := statement.Exec(statement.values)
	if err != nil || !step.InsertsRow {
		return err
	}
	row, err := result.LastInsertId()
	*subject.ownerRows = append(*subject.ownerRows, row)
	return err
}

func (d *database) query(statement *statement, step *step) error {
	rows, err := statement.Query(statement.values)
	if err != nil {
		return err
	}
	defer rows.Close()
	if statement.row == nil {
		statement.row = make([]driver.Value, len(rows.Columns()))
	}
	for number := 0; ; number++ {
		if err := rows.Next(statement.row); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		for _, reading := range step.Readings {
			if reading.Row == number {
				d.readings[reading.Reading] = statement.row[reading.Column]
			}
		}
	}
}

func (d *database) value(value *value, subject *subject) driver.Value {
	switch value.Source {
	case integer:
		return value.Number
	case text:
		return value.Text
	case blob:
		bytes := make([]byte, len(value.Blob))
		for index, number := range value.Blob {
			bytes[index] = byte(number)
		}
		return bytes
	case now:
		return d.now + value.Number
	case ascending:
		return d.ascending + value.Number
	case merchantRow:
		return (*subject.merchantRows)[value.Number]
	case sessionRow:
		return (*subject.sessionRows)[value.Number]
	case merchantID:
		return subject.merchantID
	case sessionID:
		return subject.sessionID
	case eventID:
		return subject.eventID
	case read:
		return d.readings[value.Number]
	case randomText, randomBlob, orderedText, orderedBlob:
		return d.make(value)
	}
	return nil
}

// make makes a value the first time that a call asks for it.
func (d *database) make(value *value) driver.Value {
	if made, isMade := d.made[value.Number]; isMade {
		return made
	}
	if d.made == nil {
		d.made = map[int64]driver.Value{}
	}
	made := d.makeAnew(value)
	d.made[value.Number] = made
	return made
}

func (d *database) makeAnew(value *value) driver.Value {
	switch value.Source {
	case orderedText, orderedBlob:
		var id [16]byte
		binary.BigEndian.PutUint64(id[:8], d.orderedHalf())
		binary.BigEndian.PutUint64(id[8:], 1<<63|rand.Uint64()>>2)
		d.lastMade = fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
		if value.Source == orderedText {
			return d.lastMade
		}
		return id[:]
	}
	bytes := make([]byte, value.Size)
	rand.Read(bytes)
	if value.Source == randomBlob {
		return bytes
	}
	for index := range bytes {
		bytes[index] = bytes[index]&0x0f | 0x60
	}
	return string(bytes)
}

// orderedHalf is the upper half of a UUID that begins with the time, ascending within a millisecond.
func (d *database) orderedHalf() uint64 {
	d.counter++
	if uint64(d.now) > d.lastTime {
		d.lastTime, d.counter = uint64(d.now), 0
	} else if d.counter > 0xfff {
		d.lastTime, d.counter = d.lastTime+1, 0
	}
	return d.lastTime<<16 | 0x7000 | d.counter
}
