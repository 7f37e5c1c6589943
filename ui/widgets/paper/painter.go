package paper

import (
	"image"
	"sync"

	"fyne.io/fyne/v2"

	"xunshi/app/exporting/layout"
	work "xunshi/ui/widgets/job"
)

// job is one page to be drawn so many device pixels wide.
type job struct {
	page, width int
}

// painter draws pages one after the other on a goroutine of its own, which ends when
// nothing is wanted any more.
type painter struct {
	render Render
	done   func(generation int, j job, picture *image.RGBA, err error) // on fyne's goroutine

	mu         sync.Mutex
	pages      []layout.Page
	queue      []job
	generation int // counts the sets of pages
	running    bool
	closed     bool
	idle       sync.WaitGroup
}

func newPainter(render Render, done func(int, job, *image.RGBA, error)) *painter {
	return &painter{render: render, done: done}
}

// want replaces the list of pages to be drawn, the most urgent first.
func (p *painter) want(pages []layout.Page, jobs []job) {
	if p.take(pages, jobs) {
		work.Run(p.run, func() {})
	}
}

// take keeps the list and tells whether someone must be sent to draw it.
func (p *painter) take(pages []layout.Page, jobs []job) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return false
	}
	p.pages, p.queue = pages, jobs
	if p.running || len(jobs) == 0 {
		return false
	}
	p.running = true
	p.idle.Add(1)
	return true
}

// reset makes pictures still being drawn stale.
func (p *painter) reset() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.generation++
	p.queue = nil
}

func (p *painter) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	p.generation++
	p.queue = nil
}

func (p *painter) run() {
	defer p.idle.Done()
	for {
		j, page, generation, ok := p.next()
		if !ok {
			return
		}
		picture, err := p.render(page, float64(j.width)/page.Width*25.4)
		fyne.Do(func() { p.done(generation, j, picture, err) })
	}
}

func (p *painter) next() (j job, page layout.Page, generation int, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.queue) == 0 || p.queue[0].page >= len(p.pages) {
		p.running = false
		return job{}, layout.Page{}, 0, false
	}
	j, p.queue = p.queue[0], p.queue[1:]
	return j, p.pages[j.page], p.generation, true
}

// stale tells whether a picture belongs to pages that are gone.
func (p *painter) stale(generation int) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return generation != p.generation
}

// painted takes a finished picture.
func (v *View) painted(generation int, j job, picture *image.RGBA, err error) {
	if v.painter.stale(generation) {
		return
	}
	if err != nil {
		v.painter.reset() // the other pages would fail alike
		if v.OnFault != nil {
			v.OnFault(err)
		}
		return
	}
	v.sheets[j.page].show(picture, j.width)
}

// Wait blocks until no page is being drawn; for tests and pictures of the window.
func (v *View) Wait() { v.painter.idle.Wait() }
