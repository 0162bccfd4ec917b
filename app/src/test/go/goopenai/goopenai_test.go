// go-openai, with its stream reader and its schemas of types. It gathers no streams: a program adds up what comes.
package goopenai

import (
	"context"
	"errors"
	"io"
	"testing"

	openai "github.com/sashabaranov/go-openai"
	"github.com/sashabaranov/go-openai/jsonschema"
	"langfast2api/clients/contract"
)

type client struct{ *openai.Client }

func TestContract(t *testing.T) {
	contract.Keep(t, contract.Library{
		ID:      "go-openai",
		Name:    "go-openai",
		Module:  "github.com/sashabaranov/go-openai",
		Connect: connect,
		Refusal: refusal,
	})
}

func connect(baseURL, apiKey string) contract.Client {
	config := openai.DefaultConfig(apiKey)
	config.BaseURL = baseURL
	return client{openai.NewClientWithConfig(config)}
}

func refusal(err error) (int, string) {
	if told := (*openai.APIError)(nil); errors.As(err, &told) {
		return told.HTTPStatusCode, told.Message
	}
	return 0, ""
}

func (c client) Models(ctx context.Context) ([]string, error) {
	list, err := c.ListModels(ctx)
	var ids []string
	for _, model := range list.Models {
		ids = append(ids, model.ID)
	}
	return ids, err
}

func (c client) Model(ctx context.Context, id string) (string, error) {
	model, err := c.GetModel(ctx, id)
	return model.ID, err
}

func (c client) Answer(ctx context.Context, question contract.Question) (contract.Reply, error) {
	completion, err := c.CreateChatCompletion(ctx, request(question))
	if err != nil {
		return contract.Reply{}, err
	}
	choice := completion.Choices[0]
	return contract.Reply{Text: choice.Message.Content, Finish: string(choice.FinishReason), Usage: usage(completion.Usage)}, nil
}

func (c client) Stream(ctx context.Context, question contract.Question, piece func(string)) (contract.Reply, error) {
	body := request(question)
	body.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	stream, err := c.CreateChatCompletionStream(ctx, body)
	if err != nil {
		return contract.Reply{}, err
	}
	defer stream.Close()
	var reply contract.Reply
	for {
		chunk, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return reply, nil
		}
		if err != nil {
			return reply, err
		}
		if chunk.Usage != nil {
			reply.Usage = usage(*chunk.Usage)
		}
		for _, choice := range chunk.Choices {
			reply.Text += choice.Delta.Content
			reply.Finish = string(choice.FinishReason)
			piece(choice.Delta.Content)
		}
	}
}

func (c client) Parse(ctx context.Context, question contract.Question) (contract.City, error) {
	var city contract.City
	schema, err := jsonschema.GenerateSchemaForType(city)
	if err != nil {
		return city, err
	}
	body := request(question)
	body.ResponseFormat = &openai.ChatCompletionResponseFormat{
		Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
		JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: "city", Schema: schema, Strict: true},
	}
	completion, err := c.CreateChatCompletion(ctx, body)
	if err != nil {
		return city, err
	}
	return city, schema.Unmarshal(completion.Choices[0].Message.Content, &city)
}

func request(question contract.Question) openai.ChatCompletionRequest {
	return openai.ChatCompletionRequest{
		Model:       question.Model,
		Messages:    []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleUser, Content: question.Content}},
		Temperature: question.Temperature,
	}
}

func usage(usage openai.Usage) contract.Usage {
	return contract.Usage{Prompt: usage.PromptTokens, Completion: usage.CompletionTokens, Total: usage.TotalTokens}
}
